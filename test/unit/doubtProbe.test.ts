import { newProcess, play, type Scenario, type Outcome } from '../support/refusingGateway';
import { randomNumbers } from '../support/randomNumbers';

const rnd = (seed: number) => randomNumbers(seed);
function tenth(seed: number, what: 'noQuota' | 'badKey') { const r = rnd(seed); return () => (r() % 10 === 0 ? what : 'good') as any; }
const rows: Array<[string, (seed: number, s: Partial<Scenario>) => Promise<Outcome> | Outcome]> = [
 ['dear first of 500', (_, s) => play({ items: 500, says: ({ item }) => item === 0 ? 'noQuota' : 'good', ...s })],
 ['1/10 channel no quota', (x, s) => play({ items: 500, says: tenth(x, 'noQuota'), ...s })],
 ['1/10 channel no quota, tokens', (x, s) => play({ items: 500, tokens: () => 100, says: tenth(x, 'noQuota'), ...s })],
 ['1/10 dead key', (x, s) => play({ items: 500, says: tenth(x, 'badKey'), ...s })],
 ['1/10 dead key round robin', (x, s) => play({ items: 500, says: ({ before }) => before % 10 === 3 ? 'badKey' : 'good', ...s })],
 ['3/10 no quota', (x, s) => { const r = rnd(x); return play({ items: 500, tokens: () => 100, says: () => r() % 10 < 3 ? 'noQuota' : 'good', ...s }); }],
 ['other reserves 300 of 1000', (x, s) => play({ items: 500, says: ({ at }) => at % 1000 > 700 ? 'noQuota' : 'good', ...s })],
 ['other reserves 300 of 1000 tokens', (x, s) => play({ items: 500, tokens: () => 5, says: ({ at }) => at % 1000 > 700 ? 'noQuota' : 'good', ...s })],
 ['one 401 after 200', (x, s) => play({ items: 500, says: ({ before }) => before === 200 ? 'badKey' : 'good', ...s })],
 ['empty 2000', (x, s) => play({ items: 2000, says: () => 'noQuota', ...s })],
 ['runs out after 700 of 2000', (x, s) => play({ items: 2000, says: ({ before }) => before > 700 ? 'noQuota' : 'good', ...s })],
 ['dead key 2000', (x, s) => play({ items: 2000, says: () => 'badKey', ...s })],
 ['revoked after 700 of 2000', (x, s) => play({ items: 2000, says: ({ before }) => before > 700 ? 'badKey' : 'good', ...s })],
 ['dear spread 10%', (x, s) => play({ items: 500, tokens: (i) => i % 10 === 5 ? 9000 : 100, says: ({ item }) => item % 10 === 5 ? 'noQuota' : 'good', ...s })],
 ['dear spread 10% no tokens', (x, s) => play({ items: 500, says: ({ item }) => item % 10 === 5 ? 'noQuota' : 'good', ...s })],
 ['three at a time', (x, s) => play({ items: 200, says: ({ inFlight }) => inFlight >= 3 ? 'noQuota' : 'good', ...s })],
 ['one item', (x, s) => play({ items: 1, says: () => 'noQuota', ...s })],
 ['three items', (x, s) => play({ items: 3, says: () => 'noQuota', ...s })],
 ['20 items', (x, s) => play({ items: 20, says: () => 'noQuota', ...s })],
 ['two models one refused', (x, s) => play({ items: 400, lane: (i) => `m${i % 2}`, says: ({ item }) => item % 2 ? 'noQuota' : 'good', ...s })],
 ['two models one 401', (x, s) => play({ items: 400, lane: (i) => `m${i % 2}`, says: ({ item }) => item % 2 ? 'badKey' : 'good', ...s })],
];
const shapes: Array<[string, Partial<Scenario>]> = [
 ['whole', {}], ['stream', { isStream: true, takes: 1000 }], ['slow refusals', { refusalTakes: 1000 }], ['16', { maxConcurrency: 16 }], ['1', { maxConcurrency: 1, takes: 50 }], ['long whole', { takes: 10000 }],
];
test('probe', async () => {
 const out: string[] = [];
 const only = process.env.ROW;
 for (const [name, run] of rows) { if (only && !name.includes(only)) continue; for (const [shape, s] of shapes) {
  const seeds = name.includes('/10 ') && !name.includes('robin') ? [1,2] : [1];
  for (const seed of seeds) { try {
   const o = await run(seed, s);
   out.push(`${name.padEnd(36)} ${shape.padEnd(14)} lost ${String(o.failures.size).padStart(5)} requests ${String(o.requests).padStart(5)} most tries ${Math.max(...o.tries)} took ${(o.took / 1000).toFixed(1)}`);
  } catch (e) { out.push(`${name} ${shape} ${e}`); } }
 } }
 console.log(out.join('\n'));
}, 600000);
