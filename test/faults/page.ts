import { usualItems, itemsOf } from './ask';
import { groups, type Count, type FaultOutcome, type Numbered } from './case';
import { speed } from '../support/conversation/clock';

/** Row of a table: what is put into words here may hold anything. */
const row = (...cells: string[]): string =>
	`| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replace(/[|<>]/g, (sign) => `\\${sign}`)).join(' | ')} |`;

/** docs/faults.md: made of what the cases want, so that it is the same on every run. */
export function pageOf(cases: readonly Numbered[]): string {
	const tried = cases.filter(({ outcome }) => outcome.is !== 'not tried');
	const count = (is: FaultOutcome['is']) => cases.filter(({ outcome }) => outcome.is === is).length;
	return [
		'# Faults, and what comes of each',
		'',
		'<!-- Written by `npm run test:faults` from the cases in test/faults/cases; not to be edited. -->',
		'',
		`What can go wrong between n8n and a gateway, and what the node makes of it: ${tried.length} cases, of which ${count('recovered')} recover and ${count('fails')} end with a sentence that says what to do. \`npm run test:faults\` runs each through n8n's engine over real sockets, and looks that none hangs or crashes, that every input item has exactly one output, that nothing of an answer that was cut passes for the whole, and that the key appears nowhere: where it can, the server quotes it.`,
		'',
		`Unless it says otherwise, a case has ${usualItems} items, and *requests* are those of all items. A \\* marks cases in which the node's clock runs ${speed} times as fast. \`…\` stands for words that differ, \`{host}\` for the gateway's host. A failed item has the sentence in \`message\`, and \`error.kind\` as it is shown here.`,
		...Object.values(groups).flatMap((group) =>
			sectionOf(cases.filter((one) => one.group === group)),
		),
		'',
	].join('\n');
}

function sectionOf(cases: readonly Numbered[]): string[] {
	const [first] = cases;
	if (first === undefined) return [];
	return [
		'',
		`## ${first.group}`,
		'',
		row('', 'fault', 'outcome', 'requests', 'what the user reads'),
		'| --- | --- | --- | ---: | --- |',
		...cases.map((one) =>
			row(
				one.nr,
				`${one.title}${one.pace === 'hurried' ? ' *' : ''}`,
				...inWords(one.outcome, itemsIn(one)),
			),
		),
	];
}

function itemsIn({ ask, outcome, pace }: Numbered): number {
	// What is large is not made for a page.
	if (outcome.is === 'not tried' || (typeof ask === 'function' && pace === 'heavy'))
		return usualItems;
	return itemsOf((typeof ask === 'function' ? ask() : ask) ?? {}).length;
}

function inWords(outcome: FaultOutcome, items: number): [string, string, string] {
	if (outcome.is === 'not tried') return ['not tried', '', outcome.reason];
	const requests = inNumbers(outcome.requests) + (items === usualItems ? '' : ` (items: ${items})`);
	if (outcome.is === 'recovered') return ['recovered', requests, outcome.says ?? ''];
	const { kind, failed, sentence, isStopped } = outcome;
	const some = failed === undefined ? '' : `, ${inNumbers(failed)} of ${items}`;
	return [`\`${kind}\`${isStopped ? ', the node stops' : some}`, requests, sentence];
}

function inNumbers(count: Count): string {
	return typeof count === 'number' ? String(count) : count.join(' to ');
}
