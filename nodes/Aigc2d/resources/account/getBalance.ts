import { defined } from '../../../api/defined';
import {
	balanceCall,
	creditGrants,
	roundDollars,
	otherBalanceRoutes,
	usedCall,
} from '../../../api/balance';
import type { Balance } from '../../../api/balance';
import type { Send } from '../../../api/call';
import { Failed, failureOf, type Failure } from '../../../api/failure';
import { optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';

const route = pathField(creditGrants, true, {
	description:
		'Path at which the gateway tells the balance. If you leave this out, the node tries the one that AIGC2D documents, then those of one-api and New API.',
});

const options = optionsOf([route]);

interface Job {
	/** Routes in the order in which they are tried. */
	paths: readonly [string, ...string[]];
}

/**
 * Account → Get Balance: GET /dashboard/billing/credit_grants, which AIGC2D documents, asked once for the
 * whole run. Where a gateway does not have it, the routes that others have by convention.
 */
export const getBalance = operation<Job>({
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance',
	description: 'Read how many points the account has left, once per run; costs nothing',
	fields: [options],
	unit: 'run',

	read(parameters) {
		const given = readField(parameters, options).get(route);
		return { paths: given === undefined ? knownRoutes : [given] };
	},

	async run([{ paths }], { send }) {
		const { available, granted, used, unit, unlimited, rest } = await firstAnswer(paths, send);
		const more = defined({ unlimited: unlimited || undefined });
		const ours = { available, granted, used, unit, ...more };
		// First in their place, and last because a member of the gateway must not replace one of them.
		return [{ json: { ...ours, ...rest, ...ours, usage: null } }];
	},
});

const knownRoutes: Job['paths'] = [creditGrants, ...otherBalanceRoutes];

/** @throws Failed with the words of the first route when none of them knows a balance */
async function firstAnswer([first, ...others]: Job['paths'], send: Send): Promise<Balance> {
	const asked = await balanceAt(first, send);
	if (!('elsewhere' in asked)) return asked;
	for (const route of others) {
		const other = await balanceAt(route, send);
		if (!('elsewhere' in other)) return other;
	}
	const description = `Asked at ${[first, ...others].join(', ')}. If the gateway tells its balance at another path, enter it in the option Path.`;
	return fail({ ...asked.elsewhere, description });
}

/** The balance, or the failure of a route that the gateway does not have. */
async function balanceAt(route: string, send: Send): Promise<Balance | { elsewhere: Failure }> {
	try {
		return await wholeBalance(route, send);
	} catch (thrown) {
		const why = failureOf(thrown);
		return isElsewhere(why) ? { elsewhere: why } : fail(why);
	}
}

async function wholeBalance(route: string, send: Send): Promise<Balance> {
	const balance = await send(balanceCall(route));
	if (!balance.usedElsewhere) return balance;
	const used = await send(usedCall(route, Date.now())).catch((thrown: unknown) => {
		const why = failureOf(thrown);
		return isElsewhere(why) ? null : fail(why);
	});
	const { granted } = balance;
	const available = used === null || granted === null ? null : roundDollars(granted - used);
	return { ...balance, used, available };
}

/** The route does not exist, or answers with something else: a web page, as a rule. */
function isElsewhere({ kind }: Failure): boolean {
	return kind === 'notFound' || kind === 'malformed';
}

function fail(why: Failure): never {
	throw new Failed(why);
}
