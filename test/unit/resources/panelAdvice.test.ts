import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../../../nodes/Aigc2d/resources';
import { Failed, failure, failureOf, type Failure } from '../../../nodes/api/failure';
import { failureKinds, type FailureKind } from '../../../nodes/api/failureKinds';
import type { Call } from '../../../nodes/api/call';
import { readErrorResponse } from '../../../nodes/api/refusal/refusal';
import type { Field } from '../../../nodes/fields/field';
import { adviceAfterRun, sendFrom } from '../../../nodes/fields/panelAdvice';
import { modelFields } from '../../../nodes/LmChatAigc2d/fields';

const panels: Array<[name: string, fields: readonly Field[]]> = [
	...resources.flatMap(({ value, operations }) =>
		operations.map((each): [string, readonly Field[]] => [`${value}.${each.value}`, each.fields]),
	),
	['chat model', modelFields],
];

/** All labels of a panel, those of options too. */
function labels(fields: readonly Field[]): string[] {
	return fields.flatMap(({ property }) => [
		property.displayName,
		...((property.options ?? []) as INodeProperties[]).map(({ displayName }) => displayName),
	]);
}

/** What an option can be set to. */
function choicesOf(fields: readonly Field[], label: string): string[] {
	const added = fields.flatMap(({ property }) => (property.options ?? []) as INodeProperties[]);
	const choices = added.find(({ displayName }) => displayName === label)?.options ?? [];
	return choices.map(({ name }) => name);
}

function refused(status: number, message: string, code: string | null = null): Failure {
	const body = JSON.stringify({ error: { message, code } });
	return readErrorResponse({ status, headers: {} }, body);
}

/** What an operation is told of a failure of its request. */
async function toldOf(fields: readonly Field[], why: Failure, path = '/v1/x'): Promise<Failure> {
	const call = { request: { method: 'POST', path } } as Call<never>;
	const send = sendFrom(fields, async () => await Promise.reject(new Failed(why)));
	return await send(call).catch(failureOf);
}

const failures: Failure[] = [
	...(Object.keys(failureKinds) as FailureKind[]).map((kind) => failure(kind)),
	refused(404, 'Invalid URL (POST /v1/x)'),
	refused(404, 'No such model', 'model_not_found'),
	refused(404, 'No'),
	refused(405, 'Method Not Allowed'),
	refused(400, "This model's maximum context length is 4097 tokens", 'context_length_exceeded'),
	refused(402, 'Insufficient balance'),
	failure('quota', { description: `Refused 4 times. ${failureKinds.quota.description}` }),
];

/** What advice may name, and the label of the field that has to be there for it. */
const named: ReadonlyArray<[words: RegExp, label: string]> = [
	[/list of the Model field|another model|model name|other rules/i, 'Model'],
	[/Max Tokens|shorter answer/, 'Max Tokens'],
	[/(option|field) Path/, 'Path'],
	[/the prompt/, 'Prompt'],
	[/the text\b/, 'Text'],
];

describe.each(panels)('%s', (name, fields) => {
	test('advice names only what its panel has', async () => {
		const own = labels(fields);
		for (const why of failures) {
			// Only text operations and chat ask for JSON.
			if (why.kind === 'invalidOutput') continue;
			const { description } = await toldOf(fields, why);
			for (const [words, label] of named) {
				if (words.test(description))
					expect([name, description, own]).toEqual([
						name,
						description,
						expect.arrayContaining([label]),
					]);
			}
		}
	});

	test('advice after a run names only what its panel has', () => {
		const { cutOff, overBudget } = adviceAfterRun(fields);
		const hasMaxTokens = labels(fields).includes('Max Tokens');
		expect(overBudget.includes('Max Tokens')).toBe(hasMaxTokens);
		expect(cutOff).toMatch(/^Raise Max Tokens/);
		const [, choice] = /option On Truncation to (\w+)/.exec(cutOff) ?? [];
		expect(choice !== undefined).toBe(labels(fields).includes('On Truncation'));
		if (choice !== undefined) expect(choicesOf(fields, 'On Truncation')).toContain(choice);
	});

	test('a route that the gateway does not have is named, with the way out that there is', async () => {
		const { description } = await toldOf(fields, refused(404, 'Invalid URL'), '/v1/odd?x=1');
		expect(description).toMatch(/^This gateway has no route \/v1\/odd\. Check the Base URL/);
		expect(description.includes('option Path')).toBe(
			labels(fields.filter(({ property }) => property.name === 'options')).includes('Path'),
		);
	});
});

test('a route of AIGC2D is said to be one', async () => {
	const [, fields] = panels.find(([name]) => name === 'stableDiffusion.textToImage') ?? ['', []];
	const { description } = await toldOf(fields, refused(404, 'Invalid URL'), '/sd/txt2img');
	expect(description).toBe(
		"This gateway has no route /sd/txt2img. It is one of AIGC2D's own. Check the Base URL in the credential; if the gateway has another route for this, enter it in the option Path.",
	);
});

test('advice that is better than that of its kind stays', async () => {
	const [, fields] = panels.find(([name]) => name === 'chat.complete') ?? ['', []];
	const why = failure('notFound', { description: 'Ask Ada.' });
	expect((await toldOf(fields, why)).description).toBe('Ask Ada.');
});

test('what was said of the item stays in front of the advice', async () => {
	const [, fields] = panels.find(([name]) => name === 'embedding.create') ?? ['', []];
	const description = `Refused 4 times. ${failureKinds.quota.description}`;
	const told = await toldOf(fields, failure('quota', { description }));
	expect(told.description).toBe('Refused 4 times. Top up the account at the gateway.');
});
