import { unlimitedAnswer, type MostTokens } from '../usage/mostTokens';
import { largest, share, type Decimal } from './decimal';
import type { Price } from './price';

const million = 1_000_000;

/** The most that a request can cost, as far as it tells. */
export interface MostCost {
	most: Decimal;
	/** What it costs where nothing is answered. */
	least: Decimal;
}

/** What a request may cost at a price: every token as dear as the dearest of its side. */
export function mostCostOf(price: Price, { prompt, answer, answers = 1 }: MostTokens): MostCost {
	const { input = 0n, output = 0n, cached, cacheWritten, images, sound, spoken } = price;
	const dearest = largest([input, cached ?? 0n, cacheWritten ?? 0n, images ?? 0n, sound ?? 0n]);
	const sent = share(dearest, prompt, million) + (price.call ?? 0n);
	const answered = share(
		largest([output, spoken ?? 0n]),
		answer ?? unlimitedAnswer * answers,
		million,
	);
	const pictures = (price.picture ?? 0n) * BigInt(answers);
	const floor = price.least ?? 0n;
	return {
		most: largest([sent + answered + pictures, floor]),
		least: largest([sent + pictures, floor]),
	};
}
