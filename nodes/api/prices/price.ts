import { share, type Decimal } from './decimal';
import type { UsageParts } from './usageParts';

/** What a model costs. Of what is not said, cached tokens and those of images and sound cost as others do. */
export interface Price {
	/** A million tokens of what is sent; absent: nothing is charged by tokens. */
	input?: Decimal;
	/** A million tokens of what is answered. */
	output?: Decimal;
	cached?: Decimal;
	cacheWritten?: Decimal;
	images?: Decimal;
	sound?: Decimal;
	spoken?: Decimal;
	/** A request, whatever its size. */
	call?: Decimal;
	/** A picture that is made. */
	picture?: Decimal;
	/** The least that a request costs. */
	least?: Decimal;
}

/** What was used by one answer. */
export interface Used {
	/** Absent where the gateway does not tell, or counts no tokens. */
	parts?: UsageParts;
	/** Pictures that were made. */
	pictures?: number;
}

const million = 1_000_000;

/** What an answer costs; undefined where that is not known. */
export function costAt(price: Price, { parts, pictures = 0 }: Used): Decimal | undefined {
	const byTokens = price.input !== undefined || price.output !== undefined;
	if (parts !== undefined && !canSplit(price, parts)) return undefined;
	const byPicture = price.picture !== undefined && pictures > 0;
	if (byTokens && parts === undefined && !byPicture) return undefined;
	if (!byTokens && !byPicture && price.call === undefined) return undefined;
	const ofTokens = byTokens && parts !== undefined ? tokensAt(price, parts) : 0n;
	const ofPictures = byPicture ? price.picture! * BigInt(pictures) : 0n;
	const sum = ofTokens + ofPictures + (price.call ?? 0n);
	return price.least !== undefined && sum < price.least ? price.least : sum;
}

/** Whether it does not matter which tokens were sent and which were answered, where that is not told. */
function canSplit({ input = 0n, output = 0n }: Price, { unsplit }: UsageParts): boolean {
	return unsplit === 0 || output === 0n || input === output;
}

function tokensAt(price: Price, parts: UsageParts): Decimal {
	const { input = 0n, output = 0n } = price;
	const rows: Array<[Decimal, number]> = [
		[input, parts.input + parts.unsplit],
		[price.cached ?? input, parts.cached],
		[price.cacheWritten ?? input, parts.cacheWritten],
		[price.images ?? input, parts.images],
		[price.sound ?? input, parts.sound],
		[output, parts.output],
		[price.spoken ?? output, parts.spoken],
	];
	return rows.reduce((sum, [amount, count]) => sum + share(amount, count, million), 0n);
}
