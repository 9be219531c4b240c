import { decimal } from '../../../../nodes/api/prices/decimal';
import type { Price } from '../../../../nodes/api/prices/price';
import { budgetMix } from '../../../support/budgetMix';
import { howMany } from '../../../support/howMany';

/*
 * The cost budget in the same random runs as that of tokens (a thousand under `npm run fuzz`).
 */

const mixes = howMany(100, 1_000);
/** In billionths: a token that is sent, and one that is answered. */
const [perPrompt, perAnswer] = [130n, 790n];
const price: Price = { input: decimal(0.13), output: decimal(0.79) };
const prices = { unit: 'USD', of: () => price, most: () => price };

test(`in ${mixes} random runs, what a gateway that keeps Max Tokens charges is never more than the budget`, async () => {
	let sent = 0;
	let refused = 0;
	for (let seed = 0; seed < mixes; seed++) {
		const { items, costBudget, server, ended, delivery } = await budgetMix(seed, {
			prices,
			mostCost: 0.012,
		});
		const about = `seed ${seed}`;
		expect([about, ended.length]).toEqual([about, items]);
		const { prompt, answer } = server.parts;
		const charged = BigInt(prompt) * perPrompt + BigInt(answer) * perAnswer;
		const limit = BigInt(Math.floor(costBudget * 1e9));
		expect([about, charged <= limit]).toEqual([about, true]);
		expect([about, (delivery.costBudget?.used ?? 0) <= costBudget * 1e9]).toEqual([about, true]);
		sent += server.requests;
		refused += ended.filter(({ failure }) => failure?.kind === 'budget').length;
	}
	expect(sent).toBeGreaterThan(3 * mixes);
	expect(refused).toBeGreaterThan(mixes);
});

test('a model without a price is never asked under a cost budget', async () => {
	for (let seed = 0; seed < howMany(20, 100); seed++) {
		const none = { unit: 'USD', of: () => undefined, most: () => undefined };
		const { items, server, ended } = await budgetMix(seed, { prices: none });
		expect(server.requests).toBe(0);
		expect(ended.map(({ failure }) => failure?.kind)).toEqual(Array(items).fill('budget'));
	}
});
