import { boundOf } from './speed.mjs';

/**
 * The figures as tables: columns with titles, and rows of text. Terminal and page show the same.
 *
 * @typedef {{ title: string, right?: boolean }} Column
 * @typedef {{ title: string, columns: Column[], rows: string[][] }} Table
 */

const integer = (value) => Math.round(value).toLocaleString('en');
const fixed = (digits) => (value) => value.toFixed(digits);
const seconds = (milliseconds) => (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);
const show = (value, form) => (value === undefined || Number.isNaN(value) ? '' : form(value));
const right = (title) => ({ title, right: true });

/** @returns {Table[]} one for each latency and length */
export function speedTables(speed) {
	const groups = {};
	for (const row of speed) (groups[`${row.latency} ms, ${row.count}`] ??= []).push(row);
	return Object.values(groups).map((rows) => {
		const [{ latency, count }] = rows;
		return {
			title: `${integer(count)} ${count === 1 ? 'item' : 'items'}, answers after ${latency} ms`,
			columns: [
				{ title: 'contestant' },
				right('seconds'),
				right('of bound'),
				right('items/s'),
				right('requests'),
				right('connections'),
				right('peak in flight'),
				right('CPU ms/item'),
				{ title: 'note' },
			],
			rows: rows.map(speedRow),
		};
	});
}

function speedRow(row) {
	const { title, wall, count, cpu, requests, connections, peak, fastest, slowest } = row;
	if (row.failed) return [title, 'failed', '', '', '', '', '', '', row.failed];
	const bound = boundOf(row);
	const spread = fastest === slowest ? '' : `${seconds(fastest)} – ${seconds(slowest)}`;
	return [
		title,
		seconds(wall),
		show(bound && (bound / wall) * 100, (value) => `${fixed(1)(value)} %`),
		show((count / wall) * 1000, fixed(1)),
		show(requests, integer),
		show(connections, integer),
		show(peak, integer),
		show(cpu / count, fixed(2)),
		row.extrapolated ? `extrapolated from ${integer(row.extrapolated)}` : spread,
	];
}

/** @returns {Table} */
export function limitsTable(limits) {
	return {
		title: 'Gateways that refuse, for a limit of which nobody is told or at random',
		columns: [
			{ title: 'refused' },
			{ title: 'Retry-After' },
			{ title: 'items, answers after' },
			{ title: 'contestant' },
			right('items out'),
			right('answers bought'),
			right('requests'),
			right('refused'),
			right('seconds'),
			right('time / bound'),
		],
		rows: limits.map((row) => [
			row.server,
			row.told ? 'yes' : 'no',
			`${integer(row.count)}, ${row.latency} ms`,
			row.title,
			integer(row.items),
			integer(row.answered),
			integer(row.requests),
			`${((row.refused / row.requests) * 100).toFixed(1)} %`,
			seconds(row.wall),
			row.items === row.count ? show(row.bound && row.wall / row.bound, fixed(2)) : 'incomplete',
		]),
	};
}

/** @returns {Table} */
export function credentialTable(credential) {
	const [{ count }] = credential;
	return {
		title: `The credential read for each of ${integer(count)} items, answers after 0 ms`,
		columns: [{ title: 'contestant' }, right('ms/item'), right('CPU ms/item'), { title: 'note' }],
		rows: credential.map(({ title, wall, cpu, fastest, slowest, failed }) =>
			failed
				? [title, 'failed', '', failed]
				: [
						title,
						fixed(2)(wall / count),
						fixed(2)(cpu / count),
						`${fixed(2)(fastest / count)} – ${fixed(2)(slowest / count)}`,
					],
		),
	};
}

/** @returns {Table} */
export function memoryTable(memory, count) {
	const [set] = memory;
	return {
		title: `Memory at ${integer(count)} items, each in an n8n just started`,
		columns: [
			{ title: 'contestant' },
			right('before, MB'),
			right('peak, MB'),
			right('peak / Set node'),
			right('growth, kB/item'),
		],
		rows: memory.map(({ title, before, peak }) => [
			title,
			integer(before),
			integer(peak),
			(peak / set.peak).toFixed(2),
			(((peak - before) * 1024) / count).toFixed(1),
		]),
	};
}

/** @returns {Table} */
export function aimsTable(aims) {
	const word = (met) => (met === undefined ? '–' : met ? 'met' : 'not met');
	return {
		title: 'Aims',
		columns: [{ title: 'aim' }, right('found'), { title: '' }],
		rows: aims.map(({ aim, found, met }) => [aim, found, word(met)]),
	};
}
