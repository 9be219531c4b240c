import { key } from '../chat';
import { runNode } from '../engine';
import { startGateway, type Received } from '../gateway';
import { clock } from '../../../nodes/host/clock';
import type { Asked, Conversation, Outcome } from './case';
import { itemsOf, parametersOf } from './parameters';
import { filledWith } from './samples';
import { converse, ownerOf, routeOf } from './server';

/** Longest time for a run, in milliseconds of the node's clock; then it is stopped. */
const longest = 180_000;

let counted = 0;

/** Runs cases as items of one run under Continue (using error output), against a server of their own. */
export async function runTogether(cases: readonly Conversation[]): Promise<Outcome[]> {
	const gateway = await startGateway(converse(cases));
	const number = ++counted;
	// A key of its own: what a lane has learnt must not reach a later case on the same port.
	const apiKey = key.slice(0, -4) + String(number).padStart(4, '0');
	let over = () => {};
	try {
		const { status, items, errorItems } = await runNode({
			parameters: parametersOf(cases),
			items: itemsOf(cases),
			credential: { apiKey, baseUrl: gateway.url },
			onError: 'continueErrorOutput',
			executionId: `conversation ${number}`,
			onStart: (cancel) => (over = clock.after(longest, cancel)),
		});
		const strays = gateway.requests.filter((request) => !ownerOf(cases, request)).map(asked);
		return cases.map((one, position) => {
			const isOwn = ({ pairedItem }: (typeof items)[number]) =>
				typeof pairedItem === 'object' && 'item' in pairedItem && pairedItem.item === position;
			const good = items.filter(isOwn);
			const bad = errorItems.filter(isOwn);
			const [item] = [...good, ...bad];
			const isOne = good.length + bad.length === 1;
			return {
				output: good.length > 0 ? 'success' : 'failure',
				json: item?.json ?? {},
				files: Object.values(item?.binary ?? {}).map(({ data, mimeType, fileName = '' }) => ({
					mime: mimeType,
					name: fileName,
					bytes: Buffer.from(data, 'base64'),
				})),
				requests: gateway.requests.filter((request) => ownerOf(cases, request) === one).map(asked),
				strays,
				status: isOne || status !== 'success' ? status : `${good.length + bad.length} items`,
				fill: filledWith(gateway.url),
			};
		});
	} finally {
		over();
		await gateway.close();
	}
}

function asked(request: Received): Asked {
	const { body, headers } = request;
	return { route: routeOf(request), body, hasKey: headers.authorization !== undefined };
}
