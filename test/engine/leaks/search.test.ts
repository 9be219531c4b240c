import { inspect } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- as the console prints it
import { Redactor } from '../../../nodes/api/redact/redactor';
import { binary } from '../../support/files';
import { canaries, ordinary } from '../../support/leaks/canary';
import { Searcher } from '../../support/leaks/hits';
import { listenToProcess } from '../../support/leaks/heard';
import { quotesOf } from '../../support/leaks/quotes';
import { textsIn } from '../../support/leaks/textsIn';

const all = canaries.flatMap((canary) =>
	quotesOf(canary).map(({ how, text }) => ({ how, text, canary })),
);
const hitsIn = (value: unknown, canary = canaries[0]!) =>
	new Searcher(canary).hitsIn(textsIn(value));

test.each(all)('the search finds a secret that is quoted: $how', ({ text, canary }) => {
	expect(hitsIn(`So ${text} is wrong`, canary)).not.toEqual([]);
});

test.each<[string, (secret: string) => unknown]>([
	['the name of a member', (secret) => [{ [secret]: 1 }]],
	['the cause of an exception', (secret) => new Error('outer', { cause: new Error(secret) })],
	['a map', (secret) => new Map([['a', { b: [secret] }]])],
	['what is not enumerable', (secret) => Object.defineProperty({}, 'hidden', { value: secret })],
	['bytes', (secret) => Buffer.from(`\xff\xfe ${secret}`, 'latin1')],
	['the file of an item', (secret) => ({ x: binary(Buffer.from(secret), 'text/plain', 'a.txt') })],
	['JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
])('the search finds it in %s', (_where, holding) => {
	expect(hitsIn(holding(canaries[0]!.key))).not.toEqual([]);
});

test('the search finds what the process prints', () => {
	const heard = listenToProcess();
	// eslint-disable-next-line no-console -- what is listened to
	console.log('one', { a: [{ b: canaries[0]!.key }] });
	process.stderr.write(canaries[0]!.headers['X-Tenant']!); // eslint-disable-line @n8n/community-nodes/no-restricted-globals
	const printed = heard.stop();
	expect(hitsIn(printed[0])).not.toEqual([]);
	expect(hitsIn(printed[1])).not.toEqual([]);
});

test('the search finds nothing in ordinary words, nor in eleven characters of a key', () => {
	const { key } = canaries[0]!;
	expect(hitsIn([ordinary, key.slice(0, 11), key.slice(11, 22), 'vault-7Qx2kLw9'])).toEqual([]);
});

test('whoever prints what takes the secrets out does not see them', () => {
	const [canary] = canaries;
	const redactor = new Redactor({ key: canary!.key, headers: Object.values(canary!.headers) });
	expect(hitsIn([inspect(redactor, { depth: 20 }), JSON.stringify(redactor)])).toEqual([]);
});
