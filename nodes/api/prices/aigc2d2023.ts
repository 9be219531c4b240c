import { decimal } from './decimal';
import type { Price } from './price';
import type { Prices } from './prices';

/**
 * Points of AIGC2D, by its price page of 2023-12 (guide/pricing.md and the page of ERNIE of AIGC2D/aigc2d-docs): for 1,000
 * tokens of what is sent and of what is answered. A point was CNY 0.0021.
 */
const perThousand: ReadonlyArray<[name: RegExp, input: number, output: number]> = [
	[/^gpt-3\.5-turbo-16k/, 12, 16],
	[/^gpt-3\.5-turbo/, 6, 8],
	[/^gpt-4(-0314|-0613)?$/, 120, 240],
	[/^text-embedding/, 0.01, 0],
	[/^ernie-bot(-4|-turbo)?$/, 6, 8],
];

/** The least that a request costs, in points (the same page). */
const least = decimal(0.01);

/** AIGC2D's own list of 2023. Tasks state their points themselves. */
export const aigc2d2023: Prices = { unit: 'points', of: priceOf, most: priceOf };

function priceOf(model: string): Price | undefined {
	const row = perThousand.find(([name]) => name.test(model.toLowerCase()));
	return row && { ...perMillion(row), least };
}

function perMillion([, input, output]: (typeof perThousand)[number]): Price {
	return { input: decimal(input * 1_000), output: decimal(output * 1_000) };
}
