import type { Failure } from '../../../../nodes/api/failure';
import { imagesCall } from '../../../../nodes/api/image/call';
import { png } from '../../../support/files';

const picture = png().toString('base64');
const other = png(3, 1).toString('base64');
const usage = { input_tokens: 5, output_tokens: 50, total_tokens: 55 };

function read(body: string | Buffer, type = 'application/json', n: unknown = 1) {
	const sent = { body: { model: 'm', prompt: 'p', n } };
	const reader = imagesCall({
		path: '/v1/images/generations',
		sent,
		model: 'm',
		prompt: 'p',
	}).reader();
	reader.head({ status: 200, headers: { 'content-type': type }, url: 'https://gateway.test/v1/x' });
	const bytes = Buffer.from(body);
	for (let at = 0; at < bytes.length; at += 40) reader.push(bytes.subarray(at, at + 40));
	return { ...reader.end(), isComplete: reader.isComplete?.(), partial: reader.partial?.() };
}
const pictures = (body: string | Buffer, type?: string) =>
	read(body, type).value?.pictures.map(({ base64, url }) => base64 ?? url);

const event = (data: object | string) =>
	`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const completed = (b64_json: string, more: object = {}) =>
	event({ type: 'image_generation.completed', b64_json, created_at: 17, ...more });
const partial = event({
	type: 'image_generation.partial_image',
	partial_image_index: 0,
	b64_json: other,
});
const done = event('[DONE]');

test.each([
	['JSON', JSON.stringify({ created: 17, data: [{ b64_json: picture }] })],
	['a bare list', JSON.stringify([{ b64_json: picture }])],
	['a list with the answer in it', JSON.stringify([{ data: [{ b64_json: picture }] }])],
	['events', partial + completed(picture) + done],
	['events of an edit', event({ type: 'image_edit.completed', b64_json: picture })],
	['events without an end', partial + completed(picture)],
	['an event with the answer', event({ created: 17, data: [{ b64_json: picture }] }) + done],
	[
		'JSON with a number that JSON does not have',
		`{"score":NaN,"data":[{"b64_json":"${picture}"}]}`,
	],
])('a picture that comes as %s is read', (_form, body) => {
	for (const type of ['application/json', 'text/event-stream', 'text/plain'])
		expect(pictures(body, type)).toEqual([picture]);
});

test('an answer that is a picture itself is read, whatever its bytes look like', () => {
	const bytes = Buffer.concat([png(), Buffer.from('\ndata: x\n\n')]);
	for (const type of ['image/png', 'application/octet-stream'])
		expect(pictures(bytes, type)).toEqual([bytes.toString('base64')]);
});

test('several events are several pictures, with usage and time', () => {
	const body = completed(picture, { size: '2x2' }) + completed(other, { usage }) + done;
	const reading = read(body, 'text/event-stream', 2);
	expect(reading).toMatchObject({ usage, isComplete: true });
	expect(reading.value).toEqual({
		pictures: [
			{ base64: picture, more: { size: '2x2' } },
			{ base64: other, more: {} },
		],
		failures: [],
		rest: { created: 17, usage },
		usage,
	});
});

test('a stream is not taken for complete before all pictures that were asked for have come', () => {
	expect(read(completed(picture), 'text/event-stream', 2).isComplete).toBe(false);
});

test('what is no picture costs only itself, and what is missing is told', () => {
	const data = [
		{ url: 'https://files.test/a.png' },
		{ error: { message: 'Blocked by moderation' } },
		null,
	];
	const { value, hint } = read(JSON.stringify({ data, usage }), 'application/json', 5);
	expect(value?.pictures).toHaveLength(1);
	expect(value?.failures.map(({ message }) => message)).toEqual([
		'Blocked by moderation',
		'The gateway gave nothing in its place',
		'the gateway does not say why',
		'the gateway does not say why',
	]);
	expect(hint).toMatch(/^The gateway made fewer images than were asked for/);
});

test.each<[unknown, number]>([
	[3, 3],
	['3', 3],
	[undefined, 1],
	['many', 1],
	[-1, 1],
	[1e9, 100],
])('with n = %j, %i pictures were asked for', (n, wanted) => {
	const { value } = read(JSON.stringify({ images: [picture] }), 'application/json', n);
	expect(value?.failures).toHaveLength(wanted - 1);
});

test.each<[string, string, Partial<Failure>]>([
	[
		'a failure beside a picture, whose address is kept',
		JSON.stringify({
			error: { message: 'Half done' },
			data: [{ url: 'https://files.test/a.png' }],
			usage,
		}),
		{ message: 'Half done', text: 'https://files.test/a.png', usage },
	],
	[
		'failures in place of all pictures',
		JSON.stringify({
			data: [null, { error: { message: 'Rejected', code: 'moderation_blocked' } }],
			usage,
		}),
		{ kind: 'contentFilter', message: 'Rejected', retryable: false, usage },
	],
	[
		'a task',
		JSON.stringify({ data: { status: 'submitted', task_id: 'task-1' } }),
		{
			kind: 'malformed',
			retryable: false,
			text: '{"data":{"status":"submitted","task_id":"task-1"}}',
		},
	],
	[
		'words',
		JSON.stringify({ message: 'your prompt was flagged' }),
		{ kind: 'contentFilter', message: 'your prompt was flagged' },
	],
	['an empty list', '{"data":[]}', { kind: 'malformed', retryable: false }],
	['a number', '7', { kind: 'malformed', retryable: false }],
	['a web page', '<!doctype html><html></html>', { kind: 'malformed', retryable: false }],
	['pictures on the way alone', partial, { kind: 'malformed', retryable: false }],
	['events of something else', event({ ok: true }) + done, { kind: 'malformed', retryable: false }],
	[
		'an event with a failure',
		event({ type: 'error', error: { message: 'Rejected', code: 'moderation_blocked' } }),
		{ kind: 'contentFilter', message: 'Rejected' },
	],
	[
		'JSON that is cut off',
		`{"data":[{"b64_json":"${picture}`,
		{ kind: 'malformed', retryable: true },
	],
	[
		'an event that is cut off',
		`data: {"b64_json":"${picture}`,
		{ kind: 'malformed', retryable: true },
	],
])('%s is a failure', (_what, body, expected) => {
	expect(read(body).failure).toMatchObject(expected);
});

test('the addresses of a stream that breaks off are kept', () => {
	const url = 'https://files.test/a.png';
	const { partial: kept } = read(
		event({ type: 'image_generation.completed', url, usage }),
		'text/event-stream',
		2,
	);
	expect(kept).toEqual({ text: url, usage });
});

test.each<[string, object]>([
	['TaskId within Response', { Response: { TaskId: 'task-17', RequestId: 'r-1' } }],
	['bare in a list', { code: 1, description: 'ok', result: ['task-1700'] }],
	['under another name', { data: { predictionId: 'task-17' } }],
	['beside a state', { data: { id: 'task-17', state: 'RECEIVED' } }],
	['beside a state, with a failure', { id: 'task-17', status: 'queued', error: 'upstream broke' }],
])('a task in place of a picture is named, and not worth repeating: %s', (_where, body) => {
	const { failure } = read(JSON.stringify(body));
	expect(failure?.task_id).toMatch(/^task-17/);
	expect(failure?.retryable).toBe(false);
});

test.each<[string, object]>([
	['a task that is over', { id: 'task-17', status: 'succeeded', output: [] }],
	['the ID of the answer', { id: 'chatcmpl-17', choices: [] }],
	['an ID in quotation marks', { id: '"17"', status: 'queued' }],
])('%s is not taken for a task that goes on', (_what, body) => {
	expect(read(JSON.stringify(body)).failure?.task_id).toBeUndefined();
});

test.each([
	'oss://rpm-limit/a',
	'tps://files.test/a.png',
	'{api key: invalid}',
	'balance insufficient',
])('what stands in the place of a picture tells nothing of the key: %s', (entry) => {
	const { failure } = read(JSON.stringify({ data: [entry] }));
	expect(failure).toMatchObject({ kind: 'malformed', retryable: false });
	expect(failure?.text).toContain(entry);
});
