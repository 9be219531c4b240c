import { cpus, loadavg, totalmem } from 'node:os';
import { asMarkdown, asText } from '../bench/page.mjs';
import { faults } from './faults.mjs';
import { silence } from './subjects.mjs';

const integer = (value) => Math.round(value).toLocaleString('en');
const right = (title) => ({ title, right: true });

/** Where and when something was measured. @param {string} version of n8n */
export function surroundings(version) {
	const [{ model }] = cpus();
	return [
		new Date().toISOString().slice(0, 10),
		`${cpus().length} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
		`System load at the end (1, 5, 15 minutes): ${loadavg()
			.map((load) => load.toFixed(1))
			.join(', ')}; this itself causes about 1 of it`,
		`n8n ${version}; the gateway in a process of its own, on loopback, without TLS`,
	];
}

/** @returns {import('../bench/tables.mjs').Table} */
export function aimsTable(aims) {
	return {
		title: 'Aims',
		columns: [{ title: 'aim' }, right('found'), { title: '' }],
		rows: aims.map(({ aim, found, met }) => [aim, found, met ? 'met' : 'not met']),
	};
}

function figuresTable({ count, bound, report, least, accounts }) {
	const { items, requests, refused, strays, faults: wrong, failed } = accounts;
	const { bought, boughtTwice, cut, peak } = accounts;
	return {
		title: 'Figures',
		columns: [{ title: 'what' }, right('how much')],
		rows: [
			['items in', integer(count)],
			['items out', integer(items)],
			['of them failed', integer(failed)],
			['requests', integer(requests)],
			['refused for the limit', integer(refused)],
			['gone wrong at the gateway', integer(wrong)],
			['of them refused below the limit', integer(strays)],
			['answers bought whole', integer(bought)],
			['bought twice', integer(boughtTwice)],
			['charged in part: cut or silent', integer(cut)],
			['most in flight', integer(peak)],
			['seconds', (report.wall / 1000).toFixed(1)],
			['least seconds that the limit allows', bound.toFixed(1)],
			['peak of memory (RSS), MB', integer(report.peak)],
			['the same with a Set node, MB', integer(least.peak)],
		],
	};
}

function faultsTable({ accounts: { met } }) {
	return {
		title: 'What went wrong',
		columns: [
			{ title: 'at the gateway' },
			{ title: 'made of the answer' },
			right('times'),
			right('recovered'),
			right('failed, said so'),
		],
		rows: faults.map(({ name, made }) => {
			const { sent, recovered, failed } = met[name];
			return [name, made, ...[sent, recovered, failed].map(integer)];
		}),
	};
}

function curveTable({ curve }) {
	return {
		title: 'Memory over time',
		columns: ['seconds', 'answered', 'RSS, MB', 'live, MB', 'beyond the outputs, MB'].map(right),
		rows: curve.map(({ seconds, answered, rss, live, beyond }) => [
			...[seconds, answered, rss, live].map(integer),
			beyond.toFixed(1),
		]),
	};
}

const tablesOf = (result, aims) => [
	aimsTable(aims),
	figuresTable(result),
	faultsTable(result),
	curveTable(result),
];

/** For the terminal. */
export function show(result, aims) {
	const wrong = result.accounts.wrong.map((sentence) => `WRONG  ${sentence}`);
	return [...tablesOf(result, aims).map(asText), ...wrong].join('\n');
}

/** docs/soak.md. */
export function writePage(result, aims) {
	const { limits, share, n8n } = result;
	const { rate, most, latency } = limits;
	const facts = [
		...surroundings(n8n.version),
		`The limit, of which the node is not told: ${rate} requests a second, ${most} in flight. Answers take ${latency / 2} to ${latency * 1.5} ms, ${share * 100} % of the requests go wrong`,
		`Chat → Message a Model as installed, On Error = Continue; Retry Timeouts on, First Byte and Idle Timeout ${silence} seconds`,
	];
	const notes = [
		'**live** is what is left when the garbage is collected; **RSS** has garbage and free room of the heap in it, which Node.js gives back late. To look collects the garbage, so that without looking the peak would be higher.',
		'**beyond the outputs**: what is live, less what was live before, less the outputs of what was answered by then. What an output takes, a Set node shows that makes the same ones in an n8n of its own.',
		'**bought whole**: the gateway made all of it and would have charged; **in part**: it was cut, or nothing came of it.',
		'An answer in no known form came whole and is paid for: it is not bought again, and its item says so.',
		'One item can meet several faults: where it failed, each of them counts as failed.',
		'On a machine that is busy with other things the processor, not the limit, decides how long it takes: see the load above.',
		'The execution is not saved: n8n would write all items as one text.',
	];
	return [
		'# Soak',
		'',
		'Written by `npm run test:soak`, which runs it again; do not edit it.',
		'',
		...facts.map((fact) => `- ${fact}`),
		'',
		...tablesOf(result, aims).map(asMarkdown),
		'## How to read it',
		'',
		...notes.map((note) => `- ${note}`),
		'',
	].join('\n');
}
