import { budgetMix, mostOf } from '../../../support/budgetMix';
import { howMany } from '../../../support/howMany';

/*
 * The token budget in random runs (a thousand under `npm run fuzz`): warm lanes that would mislead an average, refusals, outages, lost and
 * cut answers, odd usage, Continue, requests that go out in another form.
 */

const mixes = howMany(150, 1_000);
const times = (count: number) => Array.from({ length: count }, (_, seed) => seed);

test(`in ${mixes} random runs on warm lanes, a gateway that keeps Max Tokens never counts more than the budget`, async () => {
	let sent = 0;
	let refused = 0;
	for (const seed of times(mixes)) {
		const { budget, items, server, ended, delivery } = await budgetMix(seed);
		const about = `seed ${seed}`;
		// No deadlock.
		expect([about, ended.length]).toEqual([about, items]);
		expect([about, Math.max(0, server.real - budget)]).toEqual([about, 0]);
		expect([about, (delivery.tokenBudget?.used ?? 0) <= budget]).toEqual([about, true]);
		sent += server.requests;
		// No needless refusal: what was turned away did not fit beside what had been used by then.
		for (const { failure, known, body } of ended) {
			if (failure?.kind !== 'budget') continue;
			refused++;
			const needed = /needs? (?:up to )?([\d,]+) tokens/.exec(failure.message)?.[1] ?? '';
			const need = Number(needed.replaceAll(',', ''));
			expect([about, known + need > budget]).toEqual([about, true]);
			// Of what is asked for, or of a part that goes on from it or is put in other words.
			expect([about, need >= mostOf(body).answer]).toEqual([about, true]);
		}
	}
	expect(sent).toBeGreaterThan(5 * mixes);
	expect(refused).toBeGreaterThan(mixes);
});

test('without Max Tokens, one answer of the usual length is all that can overrun it', async () => {
	for (const seed of times(howMany(50, 300))) {
		const { budget, items, server, ended } = await budgetMix(seed, { unlimited: 0.5 });
		const about = `seed ${seed}`;
		expect([about, ended.length]).toEqual([about, items]);
		const mostOfOne = 3 * 16_384;
		expect([about, server.real <= budget + mostOfOne]).toEqual([about, true]);
	}
});
