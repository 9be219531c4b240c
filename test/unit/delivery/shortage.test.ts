import type { Call } from '../../../nodes/api/call';
import { Failed, failure, failureOf } from '../../../nodes/api/failure';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../../nodes/api/limits';
import { pool } from '../../../nodes/delivery/pool';
import type { Answer } from '../../../nodes/delivery/transport';
import { randomOf } from '../../sim/time';
import { bytesOf, virtualDelivery, virtualTransport } from '../../support/virtual';

const seconds = 1_000;

const callFor = (item: number): Call<string> => ({
	request: { method: 'POST', path: '/v1/x', body: { item } },
	lane: 'model',
	repeat: 'paid',
	reader: () => ({ head: () => {}, push: () => true, end: () => ({ value: 'good' }) }),
});

/** A machine with so many ports: answers take long, and requests beyond them fail at once. */
async function withPorts(ports: number, items: number, code: string) {
	let open = 0;
	const transport = virtualTransport(async (): Promise<Partial<Answer>> => {
		if (open >= ports) throw new Failed(failure('network', { code, phase: 'local' }));
		open++;
		await new Promise<void>((resolve) => void clock.after(10 * seconds, resolve));
		open--;
		return { body: bytesOf('{}') };
	});
	const random = randomOf(3);
	const { clock, delivery, stop } = virtualDelivery(transport, {
		limits: { ...defaultRunLimits, maxConcurrency: 64 },
		random,
	});
	const failed: string[] = [];
	let isOver = false;
	const all = pool(
		Array(items).keys(),
		async (item) => {
			const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
			await send(callFor(item)).catch((thrown: unknown) => failed.push(failureOf(thrown).message));
		},
		{ atOnce: 64, stop: () => stop.now(), yieldToEventLoop: async () => await Promise.resolve() },
	).finally(() => (isOver = true));
	while (!isOver && clock.now() < 3_600 * seconds) await clock.pass(seconds);
	await all;
	delivery.close(false);
	return { failed, took: clock.now(), pending: clock.pending };
}

test.each(['EADDRNOTAVAIL', 'EMFILE'])(
	'a machine that is short of something (%s) costs no item, however long others have it',
	async (code) => {
		const { failed, took, pending } = await withPorts(6, 120, code);
		expect(failed).toEqual([]);
		// Twenty rounds of ten seconds, and what is lost between them.
		expect(took).toBeLessThan(600 * seconds);
		expect(pending).toBe(0);
	},
);
