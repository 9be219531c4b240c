import type { Failure } from '../../../../nodes/api/failure';
import { failureOf } from '../../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../../nodes/api/limits';
import { downloadCall } from '../../../../nodes/api/file/download';
import { fetchFile } from '../../../../nodes/Aigc2d/resources/files/fetchFile';
import { png } from '../../../support/files';
import { virtualDelivery, virtualTransport } from '../../../support/virtual';

const url = 'https://files.test/a.png';
const picture = { name: 'image', mimeType: 'image/png' };

type Given = { status: number; text?: string } | 'picture';

/** Fetches a file whose server answers so at a time, in seconds; tells when it was asked. */
async function fetchedAt(answer: (seconds: number, asked: string) => Given, elsewhere?: string) {
	const asked: Array<[number, string]> = [];
	const transport = virtualTransport(({ url: address = '' }) => {
		const seconds = clock.now() / 1000;
		asked.push([seconds, address]);
		const given = answer(seconds, address);
		const body = given === 'picture' ? png() : Buffer.from(given.text ?? '');
		const pieces = (async function* () {
			yield body;
		})();
		return { status: given === 'picture' ? 200 : given.status, body: pieces };
	});
	const { clock, delivery } = virtualDelivery(transport);
	const { send } = delivery.contextFor(delivery.tallyUnit(), {
		...defaultRetryAndTimeouts,
		maxAttempts: 1,
	});
	let why: Failure | undefined;
	let bytes: Uint8Array | undefined;
	const given = { url, more: {}, ...(elsewhere === undefined ? {} : { elsewhere }) };
	void fetchFile(given, picture, send).then(
		(file) => (bytes = file.bytes),
		(thrown: unknown) => (why = failureOf(thrown)),
	);
	await clock.pass(120_000);
	return { asked, bytes, why: why as Failure, pending: clock.pending };
}

test.each([403, 404, 429, 500, 503])(
	'a store that answers %i for some seconds is asked again',
	async (status) => {
		const { bytes, asked, pending } = await fetchedAt((seconds) =>
			seconds < 6 ? { status } : 'picture',
		);
		expect(bytes).toEqual(png());
		expect(asked.length).toBeGreaterThan(3);
		expect(pending).toBe(0);
	},
);

test('a store that never has the file is given up after about 15 seconds, with its words', async () => {
	const { asked, why } = await fetchedAt(() => ({
		status: 404,
		text: 'This content is no longer available.',
	}));
	const [last = 0] = asked.at(-1) ?? [];
	expect(last).toBeGreaterThanOrEqual(15);
	expect(last).toBeLessThan(26);
	expect(why).toMatchObject({
		kind: 'server',
		status: 404,
		message: 'This content is no longer available.',
		description: expect.not.stringMatching(/Check the/),
	});
});

test.each([
	[400, 'Invalid API key'],
	[401, ''],
	[410, 'gone'],
	[451, '<html><title>Blocked</title></html>'],
])('%i is final, and about the file: %j', async (status, text) => {
	const { asked, why } = await fetchedAt(() => ({ status, text }));
	expect(asked).toHaveLength(1);
	expect(why).toMatchObject({ kind: 'server', status, retryable: false });
	expect(why.message).not.toMatch(/gateway|API key in/i);
	expect(why.description).not.toMatch(/Check the (API key|ID|model)/);
});

test('words under 200 are no file, and are not asked for again', async () => {
	const { asked, why } = await fetchedAt(() => ({ status: 200, text: 'no longer available' }));
	expect(asked).toHaveLength(1);
	expect(why).toMatchObject({ kind: 'malformed', message: 'no longer available' });
});

test('an address on this machine is asked as it is, then with the host of the gateway', async () => {
	const elsewhere = 'https://gateway.test/a.png';
	const { asked, bytes } = await fetchedAt(
		(_seconds, address) => (address === elsewhere ? 'picture' : { status: 404 }),
		elsewhere,
	);
	expect(asked.map(([, address]) => address)).toEqual([url, elsewhere]);
	expect(bytes).toEqual(png());
});

test('where neither has it yet, the address as it is is asked again', async () => {
	const elsewhere = 'https://gateway.test/a.png';
	const { asked, bytes } = await fetchedAt(
		(seconds, address) => (address === url && seconds > 5 ? 'picture' : { status: 404 }),
		elsewhere,
	);
	expect(asked.filter(([, address]) => address === elsewhere)).toHaveLength(1);
	expect(bytes).toEqual(png());
});

test('a download costs nothing and carries no key', () => {
	const call = downloadCall(url, picture);
	expect(call).toMatchObject({ repeat: 'free', lane: null, request: { method: 'GET', url } });
	expect(call.request).not.toHaveProperty('path');
});
