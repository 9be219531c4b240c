import { gatewayFor, item, scenes } from '../support/leaks/scenes';
import { runOperation } from '../support/operation';

/** The names of the members of the first item, in their order. */
async function namesOf(scene: (typeof scenes)[number], simplify: boolean): Promise<string[]> {
	const { items } = await runOperation(
		gatewayFor(scene, scene.good),
		scene.operation,
		{ ...scene.parameters, simplify },
		{ items: [item] },
	);
	return Object.keys(items[0]?.json ?? {});
}

/** What an item begins with: the answer. */
const beginnings: { [operation: string]: string[] } = {
	'chat.complete': ['text'],
	'text.summarize': ['text'],
	'text.translate': ['text'],
	'text.extract': ['data'],
	'text.complete': ['text'],
	'claude.message': ['text'],
	'claude.complete': ['text'],
	'image.generate': ['images'],
	'image.edit': ['images'],
	'embedding.create': ['model'],
	'rerank.rank': ['results', 'model'],
	'audio.speech': ['audio'],
	'audio.transcribe': ['text'],
	'audio.translate': ['text'],
	'model.getMany': ['id'],
	'account.getBalance': ['available', 'granted', 'used', 'unit'],
	'request.send': ['status', 'body'],
	'midjourney.describe': ['text', 'task'],
};
const task = ['task', 'images'];
/** What stands behind all else: what it took, and what is long. */
const endings = [
	...['message', 'warnings', 'usage', 'cost', 'request'],
	...['messages', 'segments', 'words', 'logprobs', 'grants', 'embedding'],
];

// A task that failed is a failed item.
const all = scenes
	.map((scene, number) => ({ ...scene, number }))
	.filter(({ good }) => good.status !== 'FAILURE');

test.each(all)(
	'an item of $operation begins with the answer, and ends with what it took and what is long (answer $number)',
	async (scene) => {
		const names = await namesOf(scene, true);
		const beginning = beginnings[scene.operation] ?? task;
		expect(names.slice(0, beginning.length)).toEqual(beginning);
		const ending = endings.filter((name) => names.includes(name));
		expect(names.slice(-ending.length)).toEqual(ending);
		expect(ending).toEqual(expect.arrayContaining(['usage', 'request']));
	},
);

test.each(all.filter(({ operation }) => /^(chat|claude)\.|^text\.complete/.test(operation)))(
	'not simplified, an item of $operation has the members of the gateway, and usage and request at its end (answer $number)',
	async (scene) => {
		const names = await namesOf(scene, false);
		expect(names.slice(-2)).toEqual(['usage', 'request']);
		// In a stream some come later than others.
		expect(names.slice(0, -2).sort()).toEqual(
			Object.keys(scene.good)
				.filter((name) => name !== 'usage')
				.sort(),
		);
	},
);
