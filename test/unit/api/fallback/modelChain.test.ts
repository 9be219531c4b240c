import type { Call, Send } from '../../../../nodes/api/call';
import { Failed, failure, type Failure } from '../../../../nodes/api/failure';
import { ModelChain, withModel } from '../../../../nodes/api/fallback/modelChain';
import type { JsonObject } from '../../../../nodes/api/json';

interface Said {
	body: JsonObject;
	usage: JsonObject | null;
}

const said = (total: number | null = 5): Said => {
	const usage = total === null ? null : { total_tokens: total };
	return { body: { usage }, usage };
};
const callFor = (model: string) =>
	({ lane: model, request: { method: 'POST', path: '/', body: { model } } }) as unknown as Call<Said>;

/** What each model says, in the order in which it is asked; a list is used up from its beginning. */
function answering(answers: { [model: string]: Array<Said | Failure> }) {
	const asked: Array<Call<unknown>> = [];
	const send = (async (call: Call<unknown>) => {
		asked.push(call);
		const next = answers[String(call.lane)]?.shift();
		if (next === undefined) throw new Error(`${call.lane} was not to be asked`);
		if ('kind' in next) throw new Failed(next);
		return next;
	}) as Send;
	return { send, asked, models: () => asked.map(({ lane }) => lane) };
}

const failureOf = async (work: Promise<unknown>) =>
	await work.then(
		() => undefined,
		(thrown: Failed) => thrown.failure,
	);

const missing = failure('notFound', { message: 'No such model', status: 404 });
const broken = failure('server', { message: 'It broke', status: 500 });
const withheld = failure('contentFilter', {
	message: 'Withheld',
	text: 'I would',
	usage: { total_tokens: 7 },
});

test('one model alone is asked as ever', async () => {
	const { send, asked } = answering({ a: [said()] });
	expect(await new ModelChain(['a']).ask(send, callFor)).toEqual(said());
	expect(asked[0]).toEqual(callFor('a'));
});

test('the next model is asked when one cannot answer, and all but the last are told so', async () => {
	const { send, asked, models } = answering({ a: [missing], b: [broken], c: [said()] });
	const chain = new ModelChain(['a', 'b', 'c']);
	expect(await chain.ask(send, callFor)).toEqual(said());
	expect(models()).toEqual(['a', 'b', 'c']);
	expect(asked.map(({ hasNext }) => hasNext)).toEqual([true, true, undefined]);
	expect(asked[2]?.insteadOf?.models).toEqual([
		{ model: 'a', kind: 'notFound', message: 'No such model' },
		{ model: 'b', kind: 'server', message: 'It broke' },
	]);
	expect(asked[2]?.insteadOf?.calls.map(({ call }) => call)).toEqual(asked.slice(0, 2));
	expect(chain.model).toBe('c');
});

test('the model that answered answers the rest of the conversation', async () => {
	const { send, asked, models } = answering({ a: [missing], b: [said(), said(), broken], c: [said()] });
	const chain = new ModelChain(['a', 'b', 'c']);
	for (let round = 0; round < 3; round++) await chain.ask(send, callFor);
	expect(models()).toEqual(['a', 'b', 'b', 'b', 'c']);
	expect(asked[2]?.insteadOf?.models.map(({ model }) => model)).toEqual(['a']);
	expect(asked[4]?.insteadOf?.models.map(({ model }) => model)).toEqual(['a', 'b']);
});

test('requests side by side move on together, and each model is told of once', async () => {
	const { send, asked, models } = answering({ a: [missing, missing, missing], b: [said(), said(), said()] });
	const chain = new ModelChain(['a', 'b']);
	await Promise.all([1, 2, 3].map(async () => await chain.ask(send, callFor)));
	expect(models()).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
	expect(asked[5]?.insteadOf?.models).toHaveLength(1);
});

test('when all fail, the first failure is told, with the others beside it', async () => {
	const { send } = answering({ a: [missing], b: [broken], c: [withheld] });
	expect(await failureOf(new ModelChain(['a', 'b', 'c']).ask(send, callFor))).toEqual({
		...missing,
		fallbacks: [
			{ model: 'b', kind: 'server', message: 'It broke' },
			{ model: 'c', kind: 'contentFilter', message: 'Withheld' },
		],
		text: 'I would',
		usage: { total_tokens: 7 },
	});
});

test('a failure that is no reason to ask another ends it; the first one is told', async () => {
	const refused = failure('badRequest', { message: 'No' });
	const { send, models } = answering({ a: [broken], b: [refused] });
	expect(await failureOf(new ModelChain(['a', 'b', 'c']).ask(send, callFor))).toMatchObject({
		kind: 'server',
		fallbacks: [{ model: 'b', kind: 'badRequest', message: 'No' }],
	});
	expect(models()).toEqual(['a', 'b']);
});

test('where it is the only one, it stands for itself', async () => {
	const refused = failure('auth', { message: 'No' });
	const { send, models } = answering({ a: [refused] });
	expect(await failureOf(new ModelChain(['a', 'b']).ask(send, callFor))).toEqual(refused);
	expect(models()).toEqual(['a']);
});

test.each(['cancelled', 'budget'] as const)('%s is told, whatever failed before', async (kind) => {
	const { send } = answering({ a: [broken], b: [failure(kind)] });
	expect(await failureOf(new ModelChain(['a', 'b', 'c']).ask(send, callFor))).toMatchObject({
		kind,
		fallbacks: [{ model: 'a', kind: 'server' }],
	});
});

test('a later request tells its own first failure, and those of the conversation beside it', async () => {
	const { send } = answering({ a: [missing], b: [said(), broken], c: [withheld] });
	const chain = new ModelChain(['a', 'b', 'c']);
	await chain.ask(send, callFor);
	const why = await failureOf(chain.ask(send, callFor));
	expect(why).toMatchObject({ kind: 'server', usage: { total_tokens: 7 } });
	expect(why?.fallbacks?.map(({ model }) => model)).toEqual(['a', 'c']);
});

test('the usage is that of all that charged, also in the body', async () => {
	const { send } = answering({ a: [withheld], b: [said(5)] });
	const answer = await new ModelChain(['a', 'b']).ask(send, callFor);
	expect(answer).toEqual({ body: { usage: { total_tokens: 12 } }, usage: { total_tokens: 12 } });
});

test('where the answer does not tell its usage, that of all is not known', async () => {
	const { send } = answering({ a: [withheld], b: [said(null)] });
	expect((await new ModelChain(['a', 'b']).ask(send, callFor)).usage).toBeNull();
});

test.each<[string, (model: string) => Call<Said>, { isPassedOn?: () => boolean }]>([
	['of this answer', (model) => ({ ...callFor(model), hasPassedOn: () => true }), {}],
	['of its part before', callFor, { isPassedOn: () => true }],
])('nobody else is asked once text %s was passed on', async (_what, make, options) => {
	const { send, models } = answering({ a: [broken] });
	const chain = new ModelChain(['a', 'b']);
	expect(await failureOf(chain.ask(send, make, options))).toEqual(broken);
	expect(models()).toEqual(['a']);
});

test('the words of a model that failed are kept at a bearable length', async () => {
	const long = failure('server', { message: 'x'.repeat(5_000) });
	const { send, asked } = answering({ a: [long], b: [said()] });
	await new ModelChain(['a', 'b']).ask(send, callFor);
	expect(asked[1]?.insteadOf?.models[0]?.message.length).toBeLessThan(1_100);
});

test('a request stays the same object for the model that it names', () => {
	const body = { model: 'a', n: 1 };
	expect(withModel(body, 'a')).toBe(body);
	expect(withModel(body, 'A')).toEqual({ model: 'A', n: 1 });
});
