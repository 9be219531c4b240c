import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Failed, failureOf, inputFailure } from '../api/failure';
import { hour } from '../api/duration';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../api/limits';
import { tryParseJson } from '../api/json';
import { aigc2d2023 } from '../api/prices/aigc2d2023';
import { pricesCall } from '../api/prices/call';
import type { Prices } from '../api/prices/prices';
import { pricesOfTable } from '../api/prices/table';
import { Delivery, type Setup } from '../delivery/delivery';
import { clock } from './clock';

/** Labels of the fields, for sentences about them. */
const labels = { prices: 'Prices', table: 'Price Table', currency: 'Currency' };

/** How long the list of a gateway is kept, in milliseconds. */
const keepFor = hour;
/** Lists that are kept; one a gateway. */
const keepMost = 50;

const kept = new Map<string, { prices: Prices; until: number }>();

/**
 * The prices that a credential chooses; undefined where it has none.
 *
 * @param gateway root of its primary address
 * @param setup what the gateway is asked with for its list
 * @throws Failed (`input`) naming the field of the credential
 */
export async function pricesOf(
	{ prices = 'none', priceTable, currency }: ICredentialDataDecryptedObject,
	gateway: string,
	setup: Omit<Setup, 'limits'>,
): Promise<Prices | undefined> {
	switch (prices) {
		case '':
		case 'none':
			return undefined;
		case 'aigc2d2023':
			return aigc2d2023;
		case 'table':
			return readTable(priceTable, currency);
		case 'gateway':
			return await listOf(gateway, setup);
		default:
			throw new Failed(
				inputFailure(
					labels.prices,
					`of the credential is "${String(prices)}"`,
					'It must be none, gateway, aigc2d2023 or table.',
				),
			);
	}
}

function readTable(given: unknown, currency: unknown): Prices {
	const unit = String(currency ?? '').trim();
	if (unit === '') {
		const remedy = 'Write what the prices are in, such as USD or CNY.';
		throw new Failed(inputFailure(labels.currency, 'of the credential is empty', remedy));
	}
	const table = typeof given === 'string' ? tryParseJson(given) : given;
	const read = pricesOfTable(table, unit);
	if (!('fault' in read)) return read;
	throw new Failed(inputFailure(labels.table, `of the credential ${read.fault}`, read.remedy));
}

/** The list of a gateway, asked for once an hour. */
async function listOf(gateway: string, setup: Omit<Setup, 'limits'>): Promise<Prices> {
	const known = kept.get(gateway);
	if (known !== undefined && known.until > clock.now()) return known.prices;
	const prices = await ask(setup);
	if (kept.size >= keepMost) kept.clear();
	kept.set(gateway, { prices, until: clock.now() + keepFor });
	return prices;
}

/** Beside the run: it is no request of an item, and counts against no limit of the user. */
async function ask(setup: Omit<Setup, 'limits'>): Promise<Prices> {
	const delivery = new Delivery({ ...setup, limits: defaultRunLimits });
	const { send } = delivery.contextFor(delivery.tallyUnit(), defaultRetryAndTimeouts);
	try {
		return await send(pricesCall()).catch(withoutList);
	} finally {
		delivery.close(false);
	}
}

/** A refused key, an outage and a stop have words of their own. */
function withoutList(thrown: unknown): never {
	const why = failureOf(thrown);
	const isNone = ['notFound', 'malformed', 'badRequest'].includes(why.kind);
	const problem = `of the credential cannot be read from the gateway: ${why.message}`;
	const remedy =
		'Choose "Table" and write the prices down, or "None": this gateway has no list at /api/pricing that can be read.';
	throw new Failed(isNone ? inputFailure(labels.prices, problem, remedy) : why);
}
