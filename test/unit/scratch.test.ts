import { outage, throughOutage, type OutageSetup, type Weather } from '../support/outage';
import { randomOf } from '../sim/time';
const show = async (what: string, setup: OutageSetup) => {
	const run = await throughOutage(setup);
	console.log(`# ${what}: good ${run.good}/${setup.items} in ${(run.finished / 1000).toFixed(1)} s, ${run.requests.reduce((a, b) => a + b)} requests, most ${Math.max(...run.requests)}, alarms ${run.pending}; ` + run.failed.slice(0, 3).map((f) => `[${f.item} at ${(f.at/1000).toFixed(1)} ${f.status} ${f.code} ${f.description}]`).join(' '));
};
const noise = (share: number, fails: number | string, seed = 1): Weather => { const r = randomOf(seed); return () => (r() < share ? { fails, after: 50 } : undefined); };
test('noise', async () => {
	for (const atOnce of [1, 3, 10, 64])
		for (const [answer, head] of [[5000, 5000], [5000, 500], [200, 200]] as const)
			for (const share of [0, 0.05, 0.2, 0.5])
				await show(`noise ${share} atOnce ${atOnce} answer ${answer}/${head}`, { items: atOnce * 20, atOnce, answer, head, weather: noise(share, 502) });
}, 200000);
const at = (items: number[], fault: { fails: number | string; after?: number }): Weather => (_n, item) => (items.includes(item) ? fault : undefined);
test('poison', async () => {
	for (const fails of [500, 502, 'ECONNRESET'])
		for (const [atOnce, items] of [[1, [3]], [10, [3]], [10, [99]], [10, [0]], [10, [98, 99]], [64, [5]], [64, [97,98,99]]] as const)
			await show(`poison ${fails} atOnce ${atOnce} ${items}`, { items: 100, atOnce, weather: at([...items], { fails }) });
	for (const [atOnce, items] of [[1, [3]], [10, [3]], [10, [99]], [10, [98, 99]], [10, [10,11,12,13,14,15]]] as const)
		await show(`slow poison 504 atOnce ${atOnce} ${items}`, { items: 100, atOnce, weather: at([...items], { fails: 504, after: 60000 }) });
}, 200000);
test('others', async () => {
	await show('maxAttempts 1, 60 s', { items: 300, answer: 1000, maxAttempts: 1, weather: outage(3000, 63000, { fails: 502 }) });
	await show('maxAttempts 1 from start', { items: 300, answer: 1000, maxAttempts: 1, weather: outage(0, 63000, { fails: 'ECONNREFUSED' }) });
	await show('never 502', { items: 300, answer: 1000, repeat: 'never', weather: outage(3000, 63000, { fails: 502 }) });
	await show('never refused', { items: 300, answer: 1000, repeat: 'never', weather: outage(3000, 63000, { fails: 'ECONNREFUSED' }) });
	await show('charged 502', { items: 300, answer: 1000, repeat: 'charged', weather: outage(3000, 63000, { fails: 502 }) });
	await show('charged 504', { items: 300, answer: 1000, repeat: 'charged', weather: outage(3000, 63000, { fails: 504 }) });
	await show('dead from start', { items: 300, weather: outage(0, 1e9, { fails: 502, headers: { 'x-request-id': 'r1' } }) });
	await show('dead from start, one at once', { items: 30, atOnce: 1, weather: outage(0, 1e9, { fails: 502 }) });
	await show('dead from start, lone', { items: 1, weather: outage(0, 1e9, { fails: 'ECONNREFUSED' }) });
	await show('500 dead from start, lone', { items: 1, weather: outage(0, 1e9, { fails: 500 }) });
	await show('dead after success', { items: 600, answer: 1000, weather: outage(3000, 1e9, { fails: 503 }) });
	await show('dead after, one at once', { items: 30, atOnce: 1, weather: outage(3000, 1e9, { fails: 503 }) });
	await show('lone in 60 s', { items: 1, weather: outage(0, 60000, { fails: 502 }) });
	await show('two in 60 s of 500', { items: 2, weather: outage(0, 60000, { fails: 500 }) });
	await show('typo', { items: 300, address: 'https://typo.test', weather: outage(0, 1e9, { fails: 'ENOTFOUND' }) });
	await show('dns trouble', { items: 600, answer: 1000, address: 'https://known.test', weather: outage(3000, 63000, { fails: 'ENOTFOUND' }) });
	await show('retry-after 5', { items: 600, answer: 1000, weather: outage(3000, 63000, { fails: 503, headers: { 'retry-after': '5' } }) });
	await show('retry-after 120', { items: 600, answer: 1000, weather: outage(3000, 33000, { fails: 503, headers: { 'retry-after': '120' } }) });
	await show('flapping', { items: 600, answer: 1000, weather: (now) => (now % 10000 < 5000 ? { fails: 502 } : undefined) });
	await show('flapping from good', { items: 600, answer: 1000, weather: (now) => (now % 10000 >= 5000 ? { fails: 502 } : undefined) });
	await show('200 with failure', { items: 300, answer: 1000, weather: outage(3000, 63000, { fails: 200, body: '' }) });
	await show('long whole answers 60 s', { items: 128, answer: 60000, weather: outage(70000, 130000, { fails: 502 }) });
	await show('long streams 60 s', { items: 128, answer: 60000, head: 1000, weather: outage(70000, 130000, { fails: 502 }) });
	await show('hang 408', { items: 100, weather: outage(1000, 20000, { fails: 408, after: 1000 }) });
	await show('409', { items: 100, weather: outage(0, 1500, { fails: 409, after: 100 }) });
}, 200000);
