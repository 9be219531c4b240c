import { page, sectionsOf, tableRows } from './markdown';

/** The rows of a table of docs/bench.md, by the name of its columns. */
function rowsOf(heading: string): Array<{ [column: string]: string }> {
	const section = sectionsOf(page('docs/bench.md').text).find((each) =>
		each.heading.startsWith(heading),
	);
	if (section === undefined) throw new Error(`docs/bench.md has no part "${heading}"`);
	const [columns = [], ...rows] = tableRows(section.text);
	// Of two columns with one name the first counts.
	const places = [...columns.entries()].reverse();
	return rows.map((cells) =>
		Object.fromEntries(places.map(([position, column]) => [column, cells[position] ?? ''])),
	);
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function tableOf(
	columns: readonly string[],
	rows: ReadonlyArray<{ [column: string]: string }>,
): string {
	return [
		line(columns),
		line(columns.map((_, position) => (position === 0 ? '---' : '---:'))),
		...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
	].join('\n');
}

/** How fast lists go out without a limit. */
export function speedTable(): string {
	const shown = ['AIGC2D, 50 at once', 'HTTP Request', 'Basic LLM Chain, batch 50', "n8n's OpenAI node"];
	const all = rowsOf('1,000 items, answers after 200 ms');
	const rows = shown.map((name) => all.find(({ contestant }) => contestant === name) ?? {});
	return tableOf(['contestant', 'seconds', 'items/s', 'note'], rows).replace(
		/\| \d[\d.]* – \d[\d.]* \|$/gm,
		'|  |',
	);
}

/** What becomes of a list where a gateway has a limit and tells nobody. */
export function limitTable(): string {
	const all = rowsOf('Gateways that refuse').filter(
		(row) =>
			row.refused === 'bucket, 40 a second' &&
			row['items, answers after'] === '600, 500 ms' &&
			row['Retry-After'] === 'yes',
	);
	return tableOf(['contestant', 'items out', 'answers bought', 'requests', 'seconds'], all);
}
