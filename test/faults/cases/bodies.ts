import { bytes, json, lines } from '../../cases/own/build';
import {
	completion,
	ending,
	piece,
	says,
	spent,
	streamed,
	done,
	first,
	whole,
} from '../../cases/own/chatBodies';
import { unless } from '../../support/wire/compare';
import type { Answer } from '../../support/wire/case';
import { fails, groups, recovered, type FaultCase } from '../case';
import {
	chatWhole,
	claudeWhole,
	embeddings,
	good,
	goodWhole,
	image,
	legacy,
	models,
} from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.B);

const brokenJson = 'The gateway answered with broken JSON';
const tooDeep = 'The gateway answered with JSON that is nested deeper than 200 levels';
const brokenOff = 'The gateway at {host} closed the connection before the answer was complete';
const whole1 = (answer: Answer): string => String(answer.body);

/** The operations whose answers are one body of JSON. */
const inOneBody = [chatWhole, claudeWhole, legacy, embeddings, models];

/** Where a body of JSON is cut, as a part of its length. */
const cuts = [0.02, 0.5, 0.9, 0.999];
const cutAt = (answer: Answer, part: number): Answer => {
	const text = whole1(answer);
	return {
		...answer,
		body: text.slice(0, Math.min(text.length - 1, Math.ceil(text.length * part))),
	};
};

/** A completion as text, to be changed. */
const text = JSON.stringify(completion({ content: '{asked}' }));
const asText = (body: string): Answer => bytes(body);

/** Nothing has reached the prototype of all objects. */
const isClean = (): string[] =>
	unless(({} as { polluted?: unknown }).polluted === undefined, 'the prototype was changed');

/** Answers that are cut, broken, or full of what programs stumble over. */
export const bodies: readonly FaultCase[] = [
	...fault(
		'JSON that is cut, once',
		...inOneBody.flatMap(({ form, ask, good: answer, item, requests }) =>
			cuts.map((part) => ({
				form: `${form}, after ${part * 100} %`,
				ask,
				isCut: true,
				server: [cutAt(answer, part), answer],
				outcome: recovered(requests + 1, { item }),
			})),
		),
	),
	...fault('JSON that is cut, for ever', {
		isCut: true,
		pace: 'slow',
		ask: chatWhole.ask,
		server: cutAt(goodWhole, 0.5),
		outcome: fails('malformed', brokenJson, [12, 16]),
	}),
	...fault(
		'a connection that is cut in the middle of JSON, once',
		...inOneBody.flatMap(({ form, ask, good: answer, item, requests }) =>
			[0.3, 0.9].map((part) => ({
				form: `${form}, after ${part * 100} %`,
				ask,
				server: [{ ...cutAt(answer, part), ends: 'reset' as const }, answer],
				outcome: recovered(requests + 1, { item }),
			})),
		),
	),
	...fault('a connection that is cut in the middle of JSON, for ever', {
		pace: 'hurried',
		ask: chatWhole.ask,
		server: { ...cutAt(goodWhole, 0.5), ends: 'reset' },
		outcome: fails('network', brokenOff, [3, 90]),
	}),
	...fault('a paid answer that is cut', {
		form: 'image',
		ask: { ...image.ask, items: 1 },
		isCut: true,
		server: [cutAt(image.good, 0.9), image.good],
		outcome: fails('malformed', brokenJson, 1, { item: { advice: 'charged' } }),
	}),
	...fault(
		'JSON that is broken, though whole',
		...Object.entries({
			'a comma too many': text.replace(/}$/, ',}'),
			'single quotes': "{'choices': [{'message': {'content': 'Hello'}}]}",
			'a bare name': '{choices: []}',
			'a comment': text.replace('{', '{/* hello */'),
			'True of Python': text.replace('"usage"', '"cached":True,"usage"'),
			undefined: text.replace('"usage"', '"cached":undefined,"usage"'),
			'a NUL outside a string': text.replace('{', '{\u0000'),
			'a raw line break in a string': text.replace('{asked}', 'a\nb'),
		}).map(([form, body]) => ({
			form,
			ask: chatWhole.ask,
			server: asText(body),
			outcome: fails('malformed', brokenJson, 3),
		})),
	),
	...fault(
		'duplicate keys',
		{
			form: 'the last one counts, as everywhere',
			ask: chatWhole.ask,
			server: asText(text.replace('"choices"', '"choices":[],"choices"')),
			outcome: recovered(3),
		},
		{
			form: 'content twice',
			ask: chatWhole.ask,
			server: asText(text.replace('"content"', '"content":"Other","content"')),
			outcome: recovered(3),
		},
		{
			form: 'in a stream',
			server: bytes(
				lines([
					first,
					JSON.stringify(piece('{asked}'))
						.replace('"delta"', '"delta":{},"delta"')
						.replace(/^/, 'data: '),
					ending(),
					spent,
					done,
				]),
				'text/event-stream',
			),
			outcome: recovered(3),
		},
	),
	...fault(
		'NaN and Infinity in JSON',
		...['NaN', 'Infinity', '-Infinity'].map((word) => ({
			form: `${word} beside the answer`,
			ask: chatWhole.ask,
			server: asText(text.replace('"usage"', `"logprob":${word},"usage"`)),
			outcome: recovered(3),
		})),
		{
			form: 'NaN in usage',
			ask: chatWhole.ask,
			server: asText(text.replace('"total_tokens":21', '"total_tokens":NaN')),
			outcome: recovered(3, { says: 'the whole answer' }),
		},
		{
			form: 'NaN in a vector',
			ask: { ...embeddings.ask, items: 1 },
			server: asText('{"data":[{"index":0,"embedding":[1,NaN]}]}'),
			outcome: fails(
				'malformed',
				'The gateway answered with a vector that does not consist of numbers',
				1,
			),
		},
		{
			form: '1e400 in a vector',
			ask: { ...embeddings.ask, items: 1 },
			server: asText('{"data":[{"index":0,"embedding":[1,1e400]}]}'),
			outcome: fails(
				'malformed',
				'The gateway answered with a vector that does not consist of numbers',
				1,
			),
		},
	),
	...fault(
		'__proto__ and constructor in an answer',
		...Object.entries({
			'at the top': text.replace('{', '{"__proto__":{"polluted":true},'),
			'in the message': text.replace('"content"', '"__proto__":{"polluted":true},"content"'),
			'in the choice': text.replace('"index":0', '"index":0,"__proto__":{"polluted":true}'),
			escaped: text.replace('{', '{"\\u005f_proto__":{"polluted":true},'),
			'constructor.prototype': text.replace('{', '{"constructor":{"prototype":{"polluted":true}},'),
			'in usage': text.replace('"usage":{', '"usage":{"__proto__":{"polluted":true},'),
		}).flatMap(([form, body]) => [
			{
				form,
				ask: chatWhole.ask,
				server: asText(body),
				outcome: recovered(3),
				also: isClean,
			},
			{
				form: `${form}, Simplify off`,
				ask: { stream: false, simplify: false },
				server: asText(body),
				outcome: recovered(3),
				also: isClean,
			},
		]),
		...Object.entries({
			'in a chunk': '{"__proto__":{"polluted":true},',
			'constructor.prototype in a chunk': '{"constructor":{"prototype":{"polluted":true}},',
		}).map(([form, before]) => ({
			form,
			server: bytes(
				lines([
					first,
					`data: ${JSON.stringify(piece('{asked}')).replace('{', before)}`,
					ending(),
					spent,
					done,
				]),
				'text/event-stream',
			),
			outcome: recovered(3),
			also: isClean,
		})),
		{
			form: 'in the error of a refusal',
			server: bytes(
				'{"error":{"message":"No","__proto__":{"polluted":true}}}',
				'application/json',
				{ status: 400 },
			),
			outcome: fails('badRequest', 'No', 3),
			also: isClean,
		},
	),
	...fault(
		'numbers that JavaScript rounds',
		{
			form: 'an ID of 19 digits',
			ask: chatWhole.ask,
			server: asText(text.replace('"chatcmpl-7"', '442275063214085123')),
			outcome: recovered(3, { item: { id: '442275063214085123' } }),
		},
		{
			form: 'usage beyond all numbers',
			ask: chatWhole.ask,
			server: asText(text.replace('"total_tokens":21', '"total_tokens":1e400')),
			outcome: recovered(3),
		},
		...['1e300', '1e400', '-5000', '"many"', 'null', '{}', '[]'].map((count) => ({
			form: `usage of ${count} under a Token Budget`,
			ask: { stream: false, throughput: { tokenBudget: 100_000 } },
			server: asText(text.replace(/"(\w+_tokens)":\d+/g, `"$1":${count}`)),
			outcome: recovered(3, {
				says: 'the whole answer; it counts as the most that it may have used',
			}),
		})),
		{
			form: 'negative usage',
			ask: chatWhole.ask,
			server: asText(text.replace('"total_tokens":21', '"total_tokens":-21')),
			outcome: recovered(3),
		},
	),
	...fault(
		'JSON that is nested deeply',
		...[150, 1_000, 100_000].map((depth) => ({
			form: `${depth} levels`,
			ask: chatWhole.ask,
			server: asText(text.replace('{', `{"a":${'['.repeat(depth)}${']'.repeat(depth)},`)),
			outcome: depth < 200 ? recovered(3) : fails('malformed', tooDeep, 3),
		})),
		{
			form: '100000 levels that are never closed',
			ask: chatWhole.ask,
			pace: 'slow',
			isCut: true,
			server: asText('{"a":'.repeat(100_000)),
			outcome: fails('malformed', tooDeep, [3, 16]),
		},
		{
			form: '100000 levels in a refusal',
			server: { ...asText(`{"error":${'{"error":'.repeat(100_000)}`), status: 400 },
			outcome: fails('badRequest', '{"error":{"error":{"error":{"error":…', 3),
		},
	),
	...fault(
		'JSON in another dress',
		{
			form: 'with a byte order mark',
			ask: chatWhole.ask,
			server: asText(`\uFEFF${text}`),
			outcome: recovered(3),
		},
		{
			form: 'written as JSON once more',
			ask: chatWhole.ask,
			server: asText(JSON.stringify(text)),
			outcome: recovered(3),
		},
		{ form: 'in a list', ask: chatWhole.ask, server: asText(`[${text}]`), outcome: recovered(3) },
		{
			form: 'blanks and line breaks around',
			ask: chatWhole.ask,
			server: asText(`\r\n\n  ${text}\n\n`),
			outcome: recovered(3),
		},
		{
			form: 'as events though no stream was asked for',
			ask: chatWhole.ask,
			server: good,
			outcome: recovered(3),
		},
		{ form: 'whole though a stream was asked for', server: goodWhole, outcome: recovered(3) },
	),
	...fault(
		'an answer that is only null, true, a number or a text',
		...(
			[
				['null', 'The gateway answered with null and nothing else'],
				['true', 'The gateway answered with true and nothing else'],
				['42', 'The gateway answered with 42 and nothing else'],
				['""', 'The gateway answered with "" and nothing else'],
				['"Hello"', 'Hello'],
				['[]', 'The gateway answered with a list in place of an object'],
				['[[1],[2]]', 'The gateway answered with a list in place of an object'],
				['{}', 'The gateway answered without a message'],
			] as const
		).map(([body, sentence]) => ({
			form: body,
			ask: chatWhole.ask,
			server: asText(body),
			outcome: fails('malformed', sentence, 3),
		})),
	),
	...fault('a refusal of the model in place of an answer', {
		ask: chatWhole.ask,
		server: whole({ content: null, refusal: 'I cannot help with that.' }),
		outcome: fails('contentFilter', 'I cannot help with that.', 3),
	}),
	...fault(
		'an answer that was cut by Max Tokens',
		{
			form: 'On Truncation: Fail',
			ask: { options: { onTruncation: 'error' } },
			isCut: true,
			server: streamed([piece('{asked}')], 'length'),
			outcome: fails('truncated', 'The answer was cut off: it reached Max Tokens', 3),
		},
		{
			form: 'On Truncation: Return as Is',
			isCut: true,
			server: streamed([piece('{asked}')], 'length'),
			outcome: recovered(3, {
				item: { truncated: true },
				says: 'the cut text, with truncated: true',
			}),
		},
	),
	...fault('usage that is missing', {
		ask: chatWhole.ask,
		server: json(completion({ content: '{asked}' }, 'stop', { usage: undefined })),
		outcome: recovered(3, { item: { usage: null }, says: 'the whole answer; usage is null' }),
	}),
	...fault('an error beside an answer', {
		ask: chatWhole.ask,
		server: says('{asked}', 'stop', { error: { message: 'The model broke off', code: 500 } }),
		outcome: fails('server', 'The model broke off', [3, 90]),
		pace: 'hurried',
	}),
];
