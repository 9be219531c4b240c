import type { Call } from '../../../nodes/api/call';
import { Failed, failure, failureOf } from '../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import { Failover } from '../../../nodes/delivery/failover';
import { networkFailure } from '../../../nodes/host/networkFailure';
import { phaseOf } from '../../../nodes/host/phase';
import { virtualDelivery, virtualTransport } from '../../support/virtual';

const both = ['https://primary.test', 'https://backup.test'] as const;
const [primary, backup] = both;
const minute = 60_000;

describe('The primary', () => {
	/** Addresses that have failed once, at 0. */
	const down = () => {
		const failover = new Failover();
		failover.route(both, 0).ended(true, 0);
		return failover;
	};
	const addressOf = (failover: Failover, now: number) => failover.route(both, now).address;

	test('is asked as long as it can be reached', () => {
		const failover = new Failover();
		for (let now = 0; now < 10; now++) {
			const route = failover.route(both, now);
			route.reached(now);
			expect([route.address, route.ended(false, now)]).toEqual([primary, false]);
		}
	});

	test('is left alone for a minute once it was not reached', () => {
		const failover = new Failover();
		expect(failover.route(both, 0).ended(true, 5)).toBe(true);
		expect(addressOf(failover, 5)).toBe(backup);
		expect(addressOf(failover, minute + 4)).toBe(backup);
	});

	test('is then probed by one request, whatever the number of those that wait', () => {
		const failover = down();
		const addresses = Array.from({ length: 50 }, () => addressOf(failover, minute));
		expect(addresses.filter((address) => address === primary)).toHaveLength(1);
		expect(addressOf(failover, 100 * minute)).toBe(backup);
	});

	test('gets all requests again when the probe reaches it, before that has its whole answer', () => {
		const failover = down();
		const probe = failover.route(both, minute);
		probe.reached(minute + 10);
		expect(addressOf(failover, minute + 10)).toBe(primary);
		probe.ended(false, 2 * minute);
		expect(addressOf(failover, 2 * minute)).toBe(primary);
	});

	test('is left alone for longer after every probe in vain, up to five minutes', () => {
		const failover = down();
		const waits = [];
		for (let now = 0, since = 0; waits.length < 5; now += 1_000) {
			const route = failover.route(both, now);
			if (route.address === backup) continue;
			waits.push((now - since) / minute);
			expect(route.ended(true, now)).toBe(true);
			since = now;
		}
		expect(waits).toEqual([1, 2, 4, 5, 5]);
	});

	test('starts at a minute again at its next outage', () => {
		const failover = down();
		failover.route(both, minute).ended(true, minute);
		const probe = failover.route(both, 3 * minute);
		probe.reached(3 * minute);
		failover.route(both, 3 * minute + 1).ended(true, 3 * minute + 1);
		expect(addressOf(failover, 4 * minute)).toBe(backup);
		expect(addressOf(failover, 4 * minute + 1)).toBe(primary);
	});

	test('is probed again a pause later when a probe ends without a word of it', () => {
		const failover = down();
		expect(failover.route(both, minute).ended(false, minute + 100)).toBe(false);
		expect(addressOf(failover, 2 * minute)).toBe(backup);
		expect(addressOf(failover, 2 * minute + 100)).toBe(primary);
	});

	test('is not taken for gone by what was sent before it came back', () => {
		const failover = new Failover();
		const [early, first] = [failover.route(both, 0), failover.route(both, 0)];
		first.ended(true, 10);
		failover.route(both, minute + 10).reached(minute + 20);
		expect(early.ended(true, minute + 30)).toBe(true);
		expect(addressOf(failover, minute + 30)).toBe(primary);
	});

	test('is probed soon when the backup cannot be reached either, and still by one', () => {
		const failover = down();
		expect(failover.route(both, 10).ended(true, 10)).toBe(false);
		expect(addressOf(failover, 500)).toBe(backup);
		const addresses = Array.from({ length: 9 }, () => addressOf(failover, 1_010));
		expect(addresses.filter((address) => address === primary)).toHaveLength(1);
	});

	test('is asked at once by what the backup lost, if it is back', () => {
		const failover = down();
		const lost = failover.route(both, 10);
		failover.route(both, minute).reached(minute);
		expect(lost.ended(true, minute + 1)).toBe(true);
		expect(addressOf(failover, minute + 1)).toBe(primary);
	});

	test.each([
		['alone', [primary] as const],
		['its own backup', [primary, primary] as const],
	])('that is %s is always asked, and there is no other', (_what, addresses) => {
		const failover = new Failover();
		for (const now of [0, 1, minute]) {
			const route = failover.route(addresses, now);
			expect([route.address, route.ended(true, now)]).toEqual([primary, false]);
		}
	});
});

describe('A run whose primary swallows what is sent to it', () => {
	const limit = 15_000;
	const unreached = failure('network', { code: 'ETIMEDOUT', phase: 'connecting' });

	/** Sends as many requests, at most four at a time; `isDown` says when the primary takes no connection. */
	function run(name: string, count: number, isDown: (now: number) => boolean) {
		const addresses = [`https://${name}.test`, `https://backup.${name}.test`] as const;
		const asked: string[] = [];
		const transport = virtualTransport(async (_request, _signal, address) => {
			asked.push(address === addresses[0] ? 'primary' : 'backup');
			if (address !== addresses[0] || !isDown(clock.now())) {
				await new Promise<void>((done) => clock.after(1_000, done));
				return {};
			}
			await new Promise<void>((done) => clock.after(limit, done));
			throw new Failed(unreached);
		}, addresses);
		const limits = { maxConcurrency: 4, deduplicate: false };
		const { delivery, clock } = virtualDelivery(transport, { limits });
		const call: Call<string> = {
			request: { method: 'POST', path: '/v1/chat/completions', body: {} },
			lane: 'a-model',
			repeat: 'never',
			reader: () => ({ head() {}, push: () => true, end: () => ({ value: 'good' }) }),
		};
		const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
		const answers = Promise.all(Array.from({ length: count }, async () => await send(call)));
		return { asked, answers, clock };
	}

	test('asks it only with what was under way, and then the backup', async () => {
		const { asked, answers, clock } = run('dead', 40, () => true);
		await clock.pass(limit + 20_000);
		expect(await answers).toEqual(Array(40).fill('good'));
		expect(asked.filter((address) => address === 'primary').length).toBeLessThanOrEqual(4);
		expect(asked.filter((address) => address === 'backup')).toHaveLength(40);
	});

	test('probes it with one request a minute later, and comes back to it', async () => {
		const { asked, answers, clock } = run('revived', 1_000, (now) => now < 100_000);
		await clock.pass(limit + minute - 1_000);
		const before = asked.filter((address) => address === 'primary').length;
		expect(before).toBeLessThanOrEqual(4);
		// The probe fails, and goes to the backup; the next one, two minutes later, does not.
		await clock.pass(limit + 3_000);
		expect(asked.filter((address) => address === 'primary')).toHaveLength(before + 1);
		await clock.pass(5 * minute);
		expect(await answers).toEqual(Array(1_000).fill('good'));
		const last = asked.slice(-50);
		expect(last).toEqual(last.map(() => 'primary'));
	});
});

describe('A peer that vanishes with a request', () => {
	const repeats = ['paid', 'charged', 'never'] as const;
	const codes = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];
	const rows = repeats.flatMap((repeat) => codes.map((code) => [repeat, code] as const));

	test.each(rows)(
		'gets one of the kind "%s" once, and the backup none (read %s)',
		async (repeat, code) => {
			const asked: string[] = [];
			const error = Object.assign(new Error(`read ${code}`), { code, syscall: 'read' });
			const transport = virtualTransport(
				(_request, _signal, address) => {
					asked.push(address);
					throw networkFailure(error, 'primary.test', 'gateway', phaseOf(error, 72_000, 3_605_000));
				},
				[`https://${repeat}.${code}.test`, backup],
			);
			const { delivery, clock } = virtualDelivery(transport);
			const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
			const sent = send({
				request: { method: 'POST', path: '/x', body: {} },
				lane: 'a-model',
				repeat,
				reader: () => ({ head() {}, push: () => true, end: () => ({ value: 1 }) }),
			}).catch((thrown: unknown) => failureOf(thrown));
			await clock.pass(10 * minute);
			expect(await sent).toMatchObject({ kind: 'timeout', code });
			expect(asked).toHaveLength(1);
		},
	);
});
