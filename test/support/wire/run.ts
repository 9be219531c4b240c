import { clock } from '../../../nodes/host/clock';
import { key } from '../chat';
import { runNode } from '../engine';
import { startGateway } from '../gateway';
import type { Outcome, WireCase } from './case';
import { itemsFor, parametersFor } from './operations';
import { respondAs } from './server';
import { measureStall } from './stall';

/** Longest time for one case, in milliseconds; then its run is stopped. */
const longest = 20_000;

/** What a run says in any case: how many answers there were, and how long it took. */
const summary = /^(?:[\d,]+ answers?(?: for [^·]+)?|No answer) in |^Asked once/;

let counted = 0;

/** Runs a case: one run of the node under Continue, against a server of its own. */
export async function runCase(wireCase: WireCase): Promise<Outcome> {
	const respond = respondAs(wireCase);
	const arrivals: number[] = [];
	const gateway = await startGateway((request, response, position) => {
		arrivals.push(performance.now());
		return respond(request, response, position);
	});
	// A key of its own: what a lane has learnt must not reach a later case on the same port.
	const number = ++counted;
	const apiKey = key.slice(0, -4) + String(number).padStart(4, '0');
	let over = () => {};
	const endStall = measureStall();
	try {
		const run = await runNode({
			parameters: parametersFor(wireCase.ask),
			items: itemsFor(wireCase.ask),
			credential: { apiKey, baseUrl: gateway.url },
			onError: 'continueRegularOutput',
			executionId: `case ${number}`,
			onStart: (cancel) => (over = clock.after(longest, cancel)),
		});
		return {
			requests: gateway.requests.map(({ path, body }, position) => ({
				path,
				body,
				after: Number(arrivals[position]) - Number(arrivals[0]),
			})),
			items: run.items.map(({ json, binary = {} }) => ({
				json,
				files: Object.fromEntries(
					Object.entries(binary).map(([name, { data }]) => [
						name,
						Buffer.from(data, 'base64').length,
					]),
				),
			})),
			hints: run.hints.filter((hint) => !summary.test(hint)),
			status: run.status,
			stalled: endStall(),
		};
	} finally {
		over();
		endStall();
		await gateway.close();
	}
}
