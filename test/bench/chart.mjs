/**
 * A chart of bars as SVG, readable on light and dark pages.
 *
 * @typedef {{ label: string, value: number, note?: string, kind: 'ours' | 'limit' | 'other' }} Bar
 * @param {object} content
 * @param {string} content.title
 * @param {string} content.subtitle
 * @param {Bar[]} content.bars
 * @param {{ value: number, label: string }[]} content.marks vertical lines
 */
export function chart({ title, subtitle, bars, marks }) {
	const most = Math.max(...bars.map(({ value }) => value), ...marks.map(({ value }) => value));
	const scale = (value) => (value / niceEnd(most)) * plot.width;
	const height = plot.top + bars.length * plot.row + 26;
	const parts = [
		text(24, 34, title, 'title'),
		text(24, 56, subtitle, 'quiet'),
		...marks.map((mark) => line(mark, scale(mark.value), height)),
		...bars.map((bar, index) => row(bar, plot.top + index * plot.row, scale(bar.value))),
	];
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${height}" width="${size}" height="${height}" role="img" aria-label="${escape(title)}">`,
		`<style>${style}</style>`,
		`<rect class="page" width="${size}" height="${height}" rx="8"/>`,
		...parts,
		'</svg>',
		'',
	].join('\n');
}

const size = 860;
/** The area of the bars; to its left are their names, to its right the value of the longest. */
const plot = { left: 236, top: 96, width: 400, row: 30, bar: 18 };

const style = `
	text { font: 14px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
	.title { font-size: 18px; font-weight: 600; }
	.quiet { font-size: 13px; fill: #59636e; }
	.name { text-anchor: end; }
	.mark { text-anchor: middle; font-size: 12px; fill: #59636e; }
	.value { font-weight: 600; }
	.note { font-weight: 400; font-size: 12px; fill: #59636e; }
	.page { fill: #ffffff; stroke: #d1d9e0; }
	.ours { fill: #0b6e4f; }
	.limit { fill: #9aa4af; }
	.other { fill: #c8743c; }
	line { stroke: #818b98; stroke-dasharray: 3 4; }
	@media (prefers-color-scheme: dark) {
		text { fill: #f0f6fc; }
		.quiet, .note, .mark { fill: #9da7b3; }
		.page { fill: #0d1117; stroke: #3d444d; }
		.ours { fill: #3fb98b; }
		.limit { fill: #656c76; }
		.other { fill: #d98a56; }
		line { stroke: #656c76; }
	}`;

function row({ label, value, note, kind }, y, width) {
	const middle = y + plot.bar / 2 + 5;
	const end = plot.left + width;
	const more = note ? ` <tspan class="note">${escape(note)}</tspan>` : '';
	return [
		text(plot.left - 12, middle, label, 'name'),
		`<rect class="${kind}" x="${plot.left}" y="${y}" width="${Math.max(2, width).toFixed(1)}" height="${plot.bar}" rx="3"/>`,
		`<text class="value" x="${(end + 8).toFixed(1)}" y="${middle}">${format(value)}${more}</text>`,
	].join('\n');
}

function line({ label }, offset, height) {
	const x = (plot.left + offset).toFixed(1);
	return [
		`<line x1="${x}" y1="${plot.top - 8}" x2="${x}" y2="${height - 22}"/>`,
		`<text class="mark" x="${x}" y="${plot.top - 14}">${escape(label)}</text>`,
	].join('\n');
}

const text = (x, y, content, kind) =>
	`<text class="${kind}" x="${x}" y="${y}">${escape(content)}</text>`;

const format = (value) => value.toLocaleString('en', { maximumFractionDigits: value < 20 ? 1 : 0 });

const escape = (content) =>
	content.replace(
		/[&<>"]/g,
		(sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign],
	);

/** A round number just above. */
function niceEnd(value) {
	const power = 10 ** Math.floor(Math.log10(value));
	return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) * power;
}
