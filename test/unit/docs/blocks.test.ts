import { allPages, exists, fencesOf, page } from '../../support/docs/markdown';
import { differences, previewOf } from '../../support/docs/outputs';
import { isForUsers } from '../../support/docs/pageList';
import { failure } from '../../../nodes/api/failure';
import { amountOf } from '../../../nodes/api/prices/charge';
import { toNumber } from '../../../nodes/api/prices/decimal';
import type { Prices } from '../../../nodes/api/prices/prices';
import { pricesOfTable } from '../../../nodes/api/prices/table';
import { usageParts } from '../../../nodes/api/prices/usageParts';
import { publicFailure } from '../../../nodes/host/publicFailure';
import manifest from '../../../package.json';

const blocks = allPages().flatMap(({ path, text }) =>
	fencesOf(text).map((fence) => ({ path, ...fence })),
);
const json = blocks.filter(({ language }) => language === 'json');
const shells = blocks.filter(({ language }) => /^(sh|bash|shell)$/.test(language));

test('there are blocks of each kind', () => {
	expect(json.length).toBeGreaterThan(10);
	expect(shells.length).toBeGreaterThan(5);
});

test.each(json)('the JSON on $path is JSON: $body', ({ body }) => {
	expect(() => JSON.parse(body)).not.toThrow();
});

const samples = json.flatMap(({ about, ...rest }) => {
	const operation = /^output=(\S+)$/.exec(about)?.[1];
	return operation === undefined ? [] : [{ operation, ...rest }];
});

test.each(samples)('the sample of $operation has what its output has', ({ operation, body }) => {
	expect(differences(JSON.parse(body), previewOf(operation))).toEqual([]);
});

test('the sample of a failed item has what failed items have', () => {
	const sample = json.find(({ about }) => about === 'failed');
	const { error, ...rest } = JSON.parse(sample?.body ?? '{}');
	const made = publicFailure(failure('rateLimit'), 1);
	expect(Object.keys(rest)).toEqual(['message']);
	expect(Object.keys(error).sort()).toEqual(Object.keys(made).sort());
	expect({ kind: error.kind, retryable: error.retryable, description: error.description }).toEqual({
		kind: made.kind,
		retryable: made.retryable,
		description: made.description,
	});
});

test('the price table on docs/cost.md gives the cost that stands below it', () => {
	const sample = json.find(({ about }) => about === 'prices');
	const prices = pricesOfTable(JSON.parse(sample?.body ?? ''), 'USD') as Prices;
	const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
	const parts = usageParts(usage);
	const amount = amountOf({ model: 'gpt-4o-mini', used: { ...(parts && { parts }) } }, prices);
	const cost = amount === undefined ? 'nothing' : toNumber(amount);
	const { text } = page('docs/cost.md');
	expect(text).toContain(`1,000 tokens sent to gpt-4o-mini and 100 answered cost ${cost} USD`);
	expect(text).toContain(`"amount": ${cost}, "unit": "USD"`);
});

/** Programs that a page may name beside npm. */
const known = ['apt-get', 'mkdir', 'tar', '/usr/bin/python3'];

/** What is wrong with a line of a shell. */
function faultOf(line: string): string | undefined {
	const [program = '', first = '', second = ''] = line.replace(/^(\w+=\S* )+/, '').split(/\s+/);
	if (program === 'node') return exists(first) ? undefined : line;
	if (program === 'npx') return first === 'jest' ? undefined : line;
	if (program !== 'npm') return known.includes(program) ? undefined : line;
	if (['ci', 'test', 'pack'].includes(first)) return undefined;
	if (first === '--prefix') return exists(`${second}/package.json`) ? undefined : line;
	return first === 'run' && second in manifest.scripts ? undefined : line;
}

test.each(shells)('the commands on $path are there: $body', ({ body }) => {
	const lines = body
		.split('\n')
		.flatMap((line) => line.replace(/\s+#.*$/, '').split(/\s*&&\s*/))
		.filter((line) => line.trim() !== '');
	expect(lines.flatMap((line) => faultOf(line.trim()) ?? [])).toEqual([]);
});

test.each(allPages())('what $path says to run is there', ({ text }) => {
	const inText = [...text.matchAll(/`([A-Z_]+=\S+ )*(npm (?:run )?[^`]+)`/g)];
	const lines = inText.flatMap(([, , command = '']) => command.split(/\s*&&\s*/));
	expect(lines.flatMap((line) => faultOf(line.trim()) ?? [])).toEqual([]);
});

test.each(allPages())('the tests that $path names are there', ({ text }) => {
	const commands = [...text.matchAll(/npm run test:n8n -- ([\w ]+)/g)];
	const names = commands.flatMap(([, list = '']) => list.trim().split(/\s+/));
	const missing = names.filter((name) => name !== 'NAME' && !exists(`test/n8n/${name}.test.mjs`));
	expect(missing).toEqual([]);
});

test('the file that npm pack makes has the name that the pages give it', () => {
	const tarball = `${manifest.name}-${manifest.version}.tgz`;
	const named = allPages()
		.filter(({ path }) => isForUsers(path))
		.flatMap(({ text }) => [...text.matchAll(/n8n-nodes-aigc2d-[\d.]+\.tgz/g)].map(([name]) => name));
	expect(named.length).toBeGreaterThan(2);
	expect(new Set(named)).toEqual(new Set([tarball]));
});
