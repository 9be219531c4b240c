import type { Call } from '../../../nodes/api/call';
import { bufferedReader } from '../../../nodes/api/readers/buffered';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import { attempt } from '../../../nodes/delivery/attempt';
import { HeldBytes } from '../../../nodes/delivery/heldBytes';
import { Stop } from '../../../nodes/delivery/stop';
import { VirtualClock, virtualTransport } from '../../support/virtual';

const megabyte = 1024 * 1024;
const piece = Buffer.alloc(megabyte, ' ');

const file: Call<number> = {
	request: { method: 'GET', path: '/v1/files/1' },
	lane: null,
	repeat: 'free',
	reader: () => bufferedReader((bytes) => ({ value: bytes.length })),
};

/** Reads an answer of so many MB beside others. */
async function read(held: HeldBytes, megabytes: number) {
	async function* body() {
		for (let sent = 0; sent < megabytes; sent++) yield await Promise.resolve(piece);
	}
	const { reading } = await attempt(
		file,
		file.request,
		{
			transport: virtualTransport(() => ({ body: body() })),
			address: 'https://gateway.test',
			clock: new VirtualClock(),
			stop: new Stop(),
			timeouts: defaultRetryAndTimeouts,
			held,
		},
		() => {},
	);
	return reading;
}

test('large answers that grow side by side are cut before they fill the process, small ones are not', async () => {
	const held = new HeldBytes(40 * megabyte);
	const large = Array.from({ length: 4 }, () => read(held, 20));
	const small = Array.from({ length: 3 }, () => read(held, 2));
	for (const reading of await Promise.all(small)) expect(reading.value).toBe(2 * megabyte);
	const readings = await Promise.all(large);
	expect(readings.some(({ failure }) => failure !== undefined)).toBe(true);
	for (const { failure } of readings.filter(({ value }) => value === undefined)) {
		expect(failure).toMatchObject({
			kind: 'malformed',
			retryable: true,
			message: expect.stringContaining('512 MB together'),
			description: expect.stringContaining('Lower Max Concurrency'),
		});
	}
});

test('what was read is let go of, whatever came of it', async () => {
	const held = new HeldBytes(40 * megabyte);
	for (let round = 0; round < 5; round++) expect((await read(held, 30)).value).toBe(30 * megabyte);
	expect((await read(held, 50)).failure?.kind).toBe('malformed');
	expect((await read(held, 30)).value).toBe(30 * megabyte);
});

test('small answers have a part of it that large ones cannot take, and no more than all of it', () => {
	const held = new HeldBytes(40 * megabyte);
	const large = held.hold();
	for (let taken = 0; taken < 30; taken++) expect(large.add(megabyte)).toBe(true);
	expect(large.add(1)).toBe(false);
	const small = [held.hold(), held.hold()];
	expect(small.map((answer) => answer.add(5 * megabyte))).toEqual([true, true]);
	expect(held.hold().add(1)).toBe(false);
	large.release();
	expect(held.hold().add(8 * megabyte)).toBe(true);
});

test('what was read counts as long as it is kept for an item', () => {
	const held = new HeldBytes(40 * megabyte);
	const kept = held.hold();
	for (let read = 0; read < 3; read++) kept.count(10 * megabyte);
	expect(kept.bytes).toBe(30 * megabyte);
	expect(held.hold().add(9 * megabyte)).toBe(false);
	kept.release();
	expect(held.hold().add(30 * megabyte)).toBe(true);
});
