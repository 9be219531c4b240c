import { chart } from './chart.mjs';
import {
	batchedHttp,
	chain,
	helperLoop,
	httpRequest,
	openAiNode,
	our,
	undici,
} from './contestants.mjs';

const shown = [
	[our[100], 'ours'],
	[our[50], 'ours'],
	[our[10], 'ours'],
	[httpRequest, 'other'],
	[batchedHttp, 'other'],
	[chain, 'other'],
	[openAiNode, 'other'],
	[helperLoop.json, 'limit'],
	[undici.json, 'limit'],
];

/** Items a second of a long list whose answers take 200 ms, as SVG. */
export function speedChart(speed, count, latency = 200) {
	const bars = shown.flatMap(([{ key, title }, kind]) => {
		const row = speed.find(
			(one) => one.key === key && one.latency === latency && one.count === count,
		);
		if (!row?.wall) return [];
		return [{ label: title, value: (count / row.wall) * 1000, kind, note: noteOf(row) }];
	});
	return chart({
		title: `Items per second, ${count.toLocaleString('en')} items, answers after ${latency} ms`,
		subtitle:
			'Real n8n 2.41.1, one machine, one run. Green: this node. Grey: loops without features.',
		bars,
		marks: [10, 50, 100].map((concurrency) => ({
			value: concurrency * (1000 / latency),
			label: `${concurrency} at once`,
		})),
	});
}

function noteOf({ extrapolated, concurrency, peak }) {
	if (extrapolated) return `one at a time; from ${extrapolated} items`;
	return concurrency ? undefined : `${peak.toLocaleString('en')} requests at once`;
}
