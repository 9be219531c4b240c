import { Pacer } from '../../../../../nodes/delivery/lane/limiter/pacer';

const quiet = { noise: 0, isNoisy: false };

/** A pacer that has sent 40 in half a second when a block of 200 ms ends that was not its fault, and 20 at once since. */
function afterBlock(block: number): Pacer {
	const pacer = new Pacer(50, quiet, 0);
	for (let sent = 0; sent < 40; sent++) pacer.spend(1, 12 * sent);
	const end = 500 + block;
	pacer.resume(block, end);
	for (let sent = 0; sent < 20; sent++) pacer.spend(1, end + sent);
	pacer.cut(end + 20);
	return pacer;
}

const rateOf = (pacer: Pacer) => 1_000 / pacer.slot(1);

describe('the first rate of a pacer', () => {
	it('counts a short block as time, because an empty bucket filled meanwhile: 20 in 220 ms.', () => {
		expect(rateOf(afterBlock(200))).toBeGreaterThan(85);
		expect(rateOf(afterBlock(200))).toBeLessThan(100);
	});

	it('does not count a long one, which is like an outage: the pace that it had is the better guess.', () => {
		expect(rateOf(afterBlock(20_000))).toBeGreaterThan(120);
	});

	it('is not measured by a handful: what was measured before the block counts then.', () => {
		const pacer = new Pacer(50, quiet, 0);
		for (let sent = 0; sent < 100; sent++) pacer.spend(1, 10 * sent);
		pacer.resume(1_000, 2_000);
		pacer.spend(1, 2_001);
		pacer.cut(2_002);
		expect(rateOf(pacer)).toBeGreaterThan(40);
	});
});
