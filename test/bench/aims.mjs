import {
	asInstalled,
	coldAsInstalled,
	helperLoop as loop,
	httpRequest,
	openAiNode,
	our,
	readers,
} from './contestants.mjs';
import { boundOf } from './speed.mjs';

/**
 * What the bench must show, with what it does show.
 *
 * @returns {{ aim: string, found: string, met: boolean | undefined }[]} `met`: undefined when this
 *   run has no figures for it
 */
export function judge({ speed, limits, memory, credential }) {
	const find = ({ key }, latency, count) =>
		speed.find((row) => row.key === key && row.latency === latency && row.count === count);

	const under = ({ title }, server, count, told = false) =>
		limits.find(
			(row) =>
				row.title === title && row.server === server && row.count === count && row.told === told,
		);
	const nearBound = (server, count, told, most) =>
		aim(
			`≤ ${most} × the bound: ${server}${told ? ' with Retry-After' : ''}, ${number(count)} items`,
			[under(asInstalled, server, count, told)],
			(row) => row.wall / row.bound,
			(value) => [`${value.toFixed(2)} ×`, value <= most],
		);
	const refused = (server, count, told, most) =>
		aim(
			`≤ ${most} % refused: ${server}${told ? ' with Retry-After' : ''}, ${number(count)} items`,
			[under(asInstalled, server, count, told)],
			(row) => (row.refused / row.requests) * 100,
			(value) => [`${value.toFixed(1)} %`, value <= most],
		);
	const limited = (server, count, told, mostTime, mostRefused) => [
		nearBound(server, count, told, mostTime),
		refused(server, count, told, mostRefused),
	];

	const ofCredential = ({ key }) => credential.find((row) => row.key === key);
	const [asValues, asExpressions] = readers;

	const share = (count) =>
		aim(
			`≥ 90 % of the bound N·L/C: 50 at once, ${number(count)} items, 200 ms`,
			[find(our[50], 200, count)],
			(row) => (boundOf(row) / row.wall) * 100,
			(value) => [`${value.toFixed(1)} %`, value >= 90],
		);
	const cpu = (name, mine, theirs, latency, count) =>
		aim(
			`≤ 0.3 ms of processor an item over the helper loop: ${name}, ${number(count)} items, ${latency} ms`,
			[find(mine, latency, count), find(theirs, latency, count)],
			(ours, bare) => (ours.cpu - bare.cpu) / count,
			(value) => [`${value.toFixed(2)} ms`, value <= 0.3],
		);
	const growth = (latency) =>
		aim(
			`ms an item at 10,000 ≤ 1.15 × that at 1,000: 50 at once, ${latency} ms`,
			[find(our[50], latency, 10_000), find(our[50], latency, 1000)],
			(long, short) => long.wall / long.count / (short.wall / short.count),
			(value) => [`${value.toFixed(2)} ×`, value <= 1.15],
		);

	const route = (value, word, latency) =>
		aim(
			`≤ 1.1 × ${word} on /v1/responses: 50 at once, 1,000 items, ${latency} ms`,
			[find(our.responses, latency, 1000), find(our[50], latency, 1000)],
			(there, chat) => there[value] / chat[value],
			(found) => [`${found.toFixed(2)} ×`, found <= 1.1],
		);

	return [
		share(1000),
		share(10_000),
		aim(
			"≥ 20 × n8n's OpenAI node: 50 at once, 100 items, 200 ms",
			[find(openAiNode, 200, 100), find(our[50], 200, 100)],
			(theirs, ours) => theirs.wall / ours.wall,
			(value) => [`${value.toFixed(1)} ×`, value >= 20],
		),
		cpu('stream', our[50], loop.stream, 200, 1000),
		cpu('JSON', our.json, loop.json, 200, 1000),
		cpu('stream', our[50], loop.stream, 0, 10_000),
		cpu('JSON', our.json, loop.json, 0, 10_000),
		growth(200),
		growth(0),
		route('wall', 'as long', 200),
		route('wall', 'as long', 0),
		route('cpu', 'the processor', 0),
		aim(
			'≤ 1.15 × as long with 2 % refused at random, 3,000 items, 300 ms',
			[under(asInstalled, '2 % at random', 3000), under(asInstalled, 'nothing', 3000)],
			(some, none) => some.wall / none.wall,
			(value) => [`${value.toFixed(2)} ×`, value <= 1.15],
		),
		...limited('bucket, 40 a second', 1200, false, 1.05, 2.5),
		...limited('bucket, 40 a second', 1200, true, 1.05, 2.5),
		...limited('12 in flight', 800, false, 1.1, 2),
		aim(
			"as installed and cold not slower than n8n's HTTP Request, 1,000 items, 200 ms",
			[under(coldAsInstalled, 'nothing', 1000), under(httpRequest, 'nothing', 1000)],
			(ours, theirs) => ours.wall / theirs.wall,
			(value) => [`${value.toFixed(2)} ×`, value <= 1],
		),
		aim(
			'≤ 1 ms of processor an item to read its credential',
			[ofCredential(asValues)],
			({ cpu, count }) => cpu / count,
			(value) => [`${value.toFixed(2)} ms`, value <= 1],
		),
		aim(
			'≤ 1 ms of processor an item to read a credential with expressions',
			[ofCredential(asExpressions)],
			({ cpu, count }) => cpu / count,
			(value) => [`${value.toFixed(2)} ms`, value <= 1],
		),
		aim(
			'≤ 1 ms of processor an item more where the credential has expressions: 50 at once, 0 ms',
			[ofCredential(our[50]), ofCredential(our.byItem)],
			(values, expressions) => (expressions.cpu - values.cpu) / values.count,
			(value) => [`${value.toFixed(2)} ms`, value <= 1],
		),
		aim(
			'peak memory ≤ 1.25 × that of a Set node with the same items, 10,000 items',
			[memory.find(({ key }) => key === our[50].key), memory.find(({ key }) => key === 'set')],
			(ours, set) => ours.peak / set.peak,
			(value) => [`${value.toFixed(2)} ×`, value <= 1.25],
		),
	];
}

function aim(text, rows, value, verdict) {
	if (rows.some((row) => row === undefined || row.failed || row.items < row.count))
		return { aim: text, found: 'not measured', met: undefined };
	const [found, met] = verdict(value(...rows));
	return { aim: text, found, met };
}

const number = (value) => value.toLocaleString('en');
