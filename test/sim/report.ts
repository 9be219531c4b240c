import { awsAdaptive, fixedWindow, netflixAimd } from './clients';
import { comparison, figures } from './events';
import { measure, reaches, type Measured } from './measure';
import { oddRows } from './oddRows';
import type { Aim } from './row';
import { steadyRows } from './rows';

const baselines = [
	{ name: 'window of 100', client: fixedWindow(100) },
	{ name: 'AWS adaptive', client: awsAdaptive(100) },
	{ name: 'Netflix AIMD', client: netflixAimd(100) },
];
const widths = [40, 17, 17, 17, 15, 19, 15, 15, 15];
const line = (cells: string[]) =>
	cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('');
const both = ({ goodput, refused }: { goodput: number; refused: number }) =>
	`${goodput.toFixed(1)} / ${refused.toFixed(2)}`;

const missedAim = 'MISSED';

/** Whether a row reaches its aim over the whole run, or only once the limit has been found. */
function verdictOn(measured: readonly Measured[], wanted: Aim): string {
	if (measured.every((figures) => reaches(figures, wanted))) return 'ok';
	return measured.every(({ later }) => reaches(later, wanted)) ? 'ok after minute 3' : missedAim;
}

/**
 * Writes all figures, line by line.
 *
 * @param seeds for our lane; the baselines and the rows without aim get fewer, as they only compare
 * @returns how many aims were missed
 */
export function report(write: (text: string) => void, seeds = 10): number {
	let missed = 0;
	const few = Math.min(3, seeds);
	write(
		'Goodput in % of the limit / refused in % of the requests. Limit 600 a minute unless said, unknown to the',
	);
	write(
		'client; answers log-normal, 5 s from sending to the last byte; 30 minutes from the first request,',
	);
	write(
		`or without the first 3 ("later"); mean of ${seeds} seeds (baselines, rows without aim: ${few}).`,
	);
	write('');
	const names = baselines.map(({ name }) => name);
	write(line(['limiter', 'streamed', 'unstreamed', 'streamed later', 'aim', '', ...names]));
	for (const row of steadyRows) {
		for (const processes of [1, 4, 16]) {
			const wanted = row.aims[processes];
			if (!wanted) continue;
			const ours = [true, false].map((streamed) => measure(row, processes, streamed, { seeds }));
			const verdict = verdictOn(ours, wanted);
			if (verdict === missedAim) missed++;
			const others = baselines.map(({ client }) =>
				both(measure(row, processes, true, { client, seeds: few })),
			);
			write(
				line([
					`${row.name} × ${processes}`,
					...ours.map(both),
					both(ours[0]!.later),
					`≥ ${wanted.goodput} ≤ ${wanted.refused < Infinity ? wanted.refused : '–'}`,
					verdict,
					...others,
				]),
			);
		}
	}
	write('');
	write('Events and finite runs');
	for (const { name, text, aim, passed } of figures({ seeds })) {
		if (!passed) missed++;
		write(`${name.padEnd(44)}${text.padEnd(50)}${aim.padEnd(20)}${passed ? 'ok' : 'MISSED'}`);
	}
	for (const { name, text } of comparison(few)) write(`  window of 100: ${name}: ${text}`);
	write('');
	write('Other limits of real gateways, without aim');
	write(line(['limiter', 'streamed × 1', 'unstreamed × 1', 'streamed × 4']));
	for (const row of oddRows) {
		const cells: Measured[] = [
			measure(row, 1, true, { seeds: few }),
			measure(row, 1, false, { seeds: few }),
			measure(row, 4, true, { seeds: few }),
		];
		write(line([row.name, ...cells.map(both)]));
	}
	write('');
	write(missed === 0 ? 'All aims are reached.' : `${missed} aims are missed.`);
	return missed;
}
