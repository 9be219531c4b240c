import assert from 'node:assert/strict';
import { readTickets } from '../../../../demo/example/nightlySummary.mjs';

const tickets = await readTickets();
const summaryOf = (id) => tickets.find((ticket) => ticket.id === id).expected.summary;

/** A shorter list, in batches of ten. */
const shorter = (budget) => (node) => {
	const [list] = node('Big List').parameters.assignments.assignments;
	list.value = list.value.replace('10000', '40');
	node('Loop Over Items').parameters.batchSize = 10;
	const [compared] = node('Below the Budget?').parameters.conditions.conditions;
	compared.rightValue = budget;
};
/** Less than two batches cost. */
const smallBudget = 0.0015;

/** @type {import('./example.mjs').Trial[]} */
export const lists = [
	{
		file: 'tickets-in-batches',
		shows: 'keeps every summary in a table, and buys none of them again',
		models: { 'Summarize Ticket': 'tiny-support' },
		async check({ jsonOf }, { again }) {
			assert.deepEqual(
				jsonOf('All Answers').map(({ ticket, state, summary }) => ({ ticket, state, summary })),
				tickets.map(({ id }) => ({ ticket: id, state: 'done', summary: summaryOf(id) })),
			);
			const second = await again();
			assert.deepEqual(second.jsonOf('Summarize Ticket'), []);
		},
	},
	{
		file: 'big-list-in-batches',
		shows: 'says after each batch how far it is and what it has cost',
		models: { 'Summarize Ticket': 'tiny-support' },
		set: shorter(5),
		async check({ jsonOf }) {
			const costs = jsonOf('Summarize Ticket').map(({ cost }) => cost.amount);
			assert.equal(costs.length, 40);
			const sumOf = (count) => costs.slice(0, count).reduce((sum, cost) => sum + cost, 0);
			const lines = jsonOf('So Far');
			assert.deepEqual(
				lines.map(({ batch, done, failed }) => [batch, done, failed]),
				[1, 2, 3, 4].map((batch) => [`${batch} of 4`, batch * 10, 0]),
			);
			for (const { done, cost } of lines)
				assert.ok(Math.abs(cost - sumOf(done)) < 1e-8, `${cost}, ${sumOf(done)}`);
			assert.ok(sumOf(10) > 0);
			assert.deepEqual(jsonOf('All Done'), lines);
			assert.deepEqual(jsonOf('Budget Is Used Up'), []);
		},
	},
	{
		file: 'big-list-in-batches',
		shows: 'stops at its budget',
		models: { 'Summarize Ticket': 'tiny-support' },
		set: shorter(smallBudget),
		async check({ jsonOf }) {
			const lines = jsonOf('So Far');
			assert.ok(lines.length < 4, 'It did not stop');
			for (const { cost } of lines.slice(0, -1)) assert.ok(cost < smallBudget);
			assert.ok(lines.at(-1).cost >= smallBudget);
			assert.deepEqual(jsonOf('Budget Is Used Up'), lines.slice(-1));
			assert.deepEqual(jsonOf('All Done'), []);
		},
	},
	{
		file: 'retry-tomorrow',
		shows: 'tries again tomorrow what failed today, with what is new then',
		models: { 'Summarize Ticket': 'tiny-support' },
		set: (node) => setToday(node, tooLong),
		async check({ jsonOf }, { again }) {
			const done = tickets.slice(0, 3).map(({ id }) => id);
			assert.deepEqual(
				jsonOf('Take off the List').map(({ ticket }) => ticket),
				done,
			);
			const [kept, ...others] = jsonOf('Keep for Tomorrow');
			assert.deepEqual(others, []);
			assert.equal(kept.ticket, failing.id);
			assert.match(kept.reason, /\[Item 3\]$/);
			// Tomorrow the ticket has been shortened.
			const fresh = tickets[4];
			const tomorrow = await again((node) => {
				setToday(node, [fresh]);
				node('Summarize Ticket').parameters.messages.values[0].content =
					"=Summarize this ticket: {{ $json.problem.split(' more')[0] }}";
			});
			assert.equal(tomorrow.status, 'success');
			assert.deepEqual(
				tomorrow.jsonOf('Summarize Ticket').map(({ input, text }) => [input.ticket, text]),
				[
					[failing.id, summaryOf(failing.id)],
					[fresh.id, summaryOf(fresh.id)],
				],
			);
			assert.deepEqual(
				tomorrow.jsonOf('Take off the List').map(({ ticket }) => ticket),
				[failing.id, fresh.id],
			);
			assert.deepEqual(tomorrow.jsonOf('Keep for Tomorrow'), []);
		},
	},
];

/** A ticket that the model has no room for. */
const failing = { id: tickets[3].id, text: `${tickets[3].text}${' more'.repeat(300)}` };
const tooLong = [...tickets.slice(0, 3), failing];

function setToday(node, list) {
	const parameters = node('Tickets of Today').parameters;
	parameters.jsonOutput = JSON.stringify({ tickets: list.map(({ id, text }) => ({ id, text })) });
}
