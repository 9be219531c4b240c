import { asMarkdown, asText } from '../bench/page.mjs';
import { surroundings } from '../soak/page.mjs';
import { latency } from './limits.mjs';

const integer = (value) => Math.round(value).toLocaleString('en');
const percent = (share) => (Number.isNaN(share) ? '' : `${(share * 100).toFixed(1)} %`);
const right = (title) => ({ title, right: true });

function aimsTable(aims) {
	const word = (met) => (met === undefined ? 'not judged' : met ? 'met' : 'not met');
	return {
		title: 'Aims',
		columns: [{ title: 'aim' }, right('found'), { title: '' }],
		rows: aims.map(({ aim, found, met }) => [aim, found, word(met)]),
	};
}

/** One line a run. */
function runsTable(results) {
	return {
		title: 'All workers together',
		columns: [
			{ title: 'limit, hidden' },
			{ title: 'workers' },
			right('executions'),
			right('items'),
			right('seconds'),
			right('requests'),
			right('refused'),
			right('refused later'),
			right('goodput'),
			right('from – to, s'),
			right('Jain'),
		],
		rows: results.map((result) => [
			result.limit.words,
			result.kills ? 'one killed, one added' : 'as they are',
			`${result.complete} of ${result.executions}`,
			`${integer(result.correct)} of ${integer(result.items)}`,
			integer(result.seconds),
			integer(result.requests),
			percent(result.refused),
			percent(result.refusedLater),
			percent(result.goodput),
			`${integer(result.stretch.from)} – ${integer(result.stretch.until)}`,
			result.fairness.toFixed(3),
		]),
	};
}

function workersTable({ limit, kills, workers }) {
	return {
		title: `${limit.words}${kills ? ', a worker killed and one added' : ''}`,
		columns: [
			{ title: 'worker' },
			right('executions'),
			right('requests'),
			right('refused for the limit'),
			right('at random'),
			right('answers in the stretch'),
		],
		rows: workers.map(({ worker, executions, requests, refused, strays, answers }) => [
			worker,
			...[executions, requests, refused, strays, answers].map(integer),
		]),
	};
}

/** What became of what the killed worker had under way. */
function killsTable(results) {
	const seconds = ({ again, change }) => {
		const after = again.flatMap(({ refusals }) => refusals.map(({ at }) => at - change.at));
		return after.length ? `${integer(Math.min(...after))} – ${integer(Math.max(...after))}` : '';
	};
	const words = ({ again }) => [
		...new Set(again.flatMap(({ refusals }) => refusals.map((one) => one.words))),
	];
	return {
		title: 'What a killed worker leaves behind',
		columns: [
			{ title: 'limit' },
			right('killed after, s'),
			right('executions lost with it'),
			right('n8n says so after, s'),
			right('their input still in n8n'),
			right('answers bought again'),
			{ title: 'statuses in n8n' },
			{ title: "n8n's Retry of one" },
			{ title: 'the caller hears' },
		],
		rows: results.map((result) => [
			result.key,
			integer(result.change.at),
			integer(result.again.length),
			seconds(result),
			integer(result.inputsKept),
			integer(result.boughtAgain),
			result.statuses.map(([status, count]) => `${status} ${count}`).join(', '),
			result.retry,
			words(result).join(' · '),
		]),
	};
}

function tablesOf(results, aims) {
	const killed = results.filter(({ kills }) => kills);
	return [
		aimsTable(aims),
		runsTable(results),
		...(killed.length ? [killsTable(killed)] : []),
		...results.map(workersTable),
	];
}

/** For the terminal. */
export function show(results, aims) {
	return tablesOf(results, aims).map(asText).join('\n');
}

/** docs/scaling-figures.md. */
export function writePage(results, aims, { options, n8n, versions }) {
	const { workers, concurrency, executions, items } = options;
	const facts = [
		...surroundings(n8n.version),
		`One main process, one for webhooks, ${workers} workers that work on ${concurrency} executions each at the same time; ${versions}`,
		`${executions} executions of ${items} items, all waiting from the start; answers take ${latency} ms`,
		'Chat → Message a Model as installed, On Error = Continue. Neither the node nor n8n is told a limit, and the workers know nothing of each other',
	];
	const notes = [
		'**goodput**: answers of use that were made in the stretch, as a share of those that the limit allows. The stretch begins a minute after the first request and ends when the last execution begins, in whole periods of the limit. Of an item that was bought again, the last answer counts.',
		'**refused**: for the limit, as a share of all requests; **later**: of those after the first minute. Those refused at random are not counted in.',
		"**Jain**: Jain's fairness index over the answers of the workers that were there from the beginning to the end. 1: all have as many.",
		'Workers share one credential. They are told apart at the gateway by a header, whose value is an expression of the environment of each (`$env`).',
		'A **killed** worker ends by SIGKILL when half of the executions are done; another one is started at once. The caller sends again what came back without items.',
		'**n8n says so after**: seconds from the kill until the caller of an execution is answered.',
	];
	return [
		'# Scaling, in figures',
		'',
		'Written by `npm run scale`, which runs it again; do not edit it. What to make of it: [scaling.md](scaling.md).',
		'',
		...facts.map((fact) => `- ${fact}`),
		'',
		...tablesOf(results, aims).map(asMarkdown),
		'## How to read it',
		'',
		...notes.map((note) => `- ${note}`),
		'',
	].join('\n');
}
