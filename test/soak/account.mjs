import { answerTo } from './answers.mjs';
import { faults } from './faults.mjs';

/**
 * @typedef {object} Output what the workflow gave
 * @property {number} item the input item that it says it comes from
 * @property {string} [text]
 * @property {string} [kind] of the failure
 */

const byName = Object.fromEntries(faults.map((fault) => [fault.name, fault]));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/**
 * Accounts for every item of a soak: what the workflow gave against what the gateway sold.
 *
 * @param {number} count of items
 * @param {Output[]} outputs
 * @param {import('./ledger.mjs').Ledger} ledger
 * @returns figures, each fault with what became of it, and `wrong`: sentences, of the first of each kind
 */
export function account(count, outputs, ledger) {
	/** @type {Map<string, string>} */
	const wrong = new Map();
	const check = (isRight, what, where = '') => {
		if (!isRight && !wrong.has(what)) wrong.set(what, `${what}${where && `: ${where}`}`);
	};
	const entries = Array.from({ length: count }, (_, ticket) => ledger.entries[ticket]);
	const met = Object.fromEntries(
		faults.map(({ name }) => [name, { sent: 0, recovered: 0, failed: 0 }]),
	);
	let unexplained = 0;
	check(outputs.length === count, 'There is not one output for each item', String(outputs.length));
	for (const [ticket, entry] of entries.entries()) {
		const { item, text, kind } = outputs[ticket] ?? {};
		const where = `item ${ticket}, ${JSON.stringify({ ...entry, item, kind, text: text?.slice(0, 40) })}`;
		check(item === ticket, 'An output is not in its place', where);
		if (!entry) {
			check(false, 'An item was never asked for', where);
			continue;
		}
		const mustFail = entry.faults.some((name) => byName[name].fails);
		check(
			(kind !== undefined) === mustFail,
			mustFail ? 'An answer of no known form passes' : 'An item failed that need not',
			where,
		);
		if (kind === undefined)
			check(text === answerTo(ticket), 'An item has not its own answer', where);
		else check(kind === 'malformed', 'An item failed for another reason', where);
		check(entry.bought === 1, 'An answer was not bought once', where);
		for (const name of entry.faults) {
			met[name].sent += 1;
			met[name][kind === undefined ? 'recovered' : 'failed'] += 1;
		}
		const again = entry.faults.filter((name) => byName[name].made !== 'all').length;
		unexplained += entry.requests - 1 - entry.refused - again;
	}
	check(unexplained === 0, 'Requests were sent for no reason', String(unexplained));
	const sold = entries.filter(Boolean);
	const strays = sum(faults.filter(({ isRefusal }) => isRefusal).map(({ name }) => met[name].sent));
	return {
		items: outputs.length,
		requests: sum(sold.map(({ requests }) => requests)),
		refused: sum(sold.map(({ refused }) => refused)),
		strays,
		faults: sum(Object.values(met).map(({ sent }) => sent)),
		failed: outputs.filter(({ kind }) => kind !== undefined).length,
		bought: sum(sold.map(({ bought }) => bought)),
		boughtTwice: sold.filter(({ bought }) => bought > 1).length,
		cut: sum(faults.filter(({ made }) => made === 'part').map(({ name }) => met[name].sent)),
		unexplained,
		peak: ledger.peak,
		met,
		wrong: [...wrong.values()],
	};
}
