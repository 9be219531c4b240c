/**
 * A table for the terminal.
 *
 * @param {{ title: string, width: number, right?: boolean }[]} columns `width` in characters
 * @param {(string | number | undefined)[][]} rows longer texts are cut
 * @returns {string}
 */
export function table(columns, rows) {
	const cell = (value, { width, right }) => {
		const text = value === undefined ? '' : String(value).replace(/\s+/g, ' ');
		const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
		return right ? cut.padStart(width) : cut.padEnd(width);
	};
	const line = (values) => values.map((value, index) => cell(value, columns[index])).join('  ');
	const rule = columns.map(({ width }) => '─'.repeat(width)).join('──');
	return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}
