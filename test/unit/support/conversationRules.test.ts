import type { Conversation, Outcome, Want } from '../../support/conversation/case';
import { mismatchesOf } from '../../support/conversation/rules';
import { sample } from '../../support/conversation/samples';

const png = { mime: 'image/png', name: 'image.png', bytes: sample('png') };
const fill = (text: string) => text.replaceAll('{host}', 'http://h');

const good: Outcome = {
	output: 'success',
	json: { text: 'Hi', task: { id: '7', points: 100 }, images: [{ url: 'http://h/1.png' }] },
	files: [png],
	requests: [
		{ route: 'POST /submit', body: { prompt: 'x', index: 1 }, hasKey: true },
		{ route: 'GET /1.png', body: '', hasKey: false },
	],
	strays: [],
	status: 'success',
	fill,
};

const bad: Outcome = {
	...good,
	output: 'failure',
	json: {
		error: {
			kind: 'quota',
			text: 'cut',
			task_id: '7',
			description: 'It may be charged.',
			retryable: false,
		},
		message: 'The wallet is empty [Item 0]',
	},
	files: [],
};

const judged = (want: Conversation['want'], outcome: Outcome): string[] =>
	mismatchesOf(
		{
			nr: '1',
			title: '',
			resource: '',
			operation: '',
			parameters: {},
			taskId: '7',
			answers: [],
			want,
		},
		outcome,
	);

test('nothing is wrong with an outcome that is as wanted', () => {
	const want: Want = {
		output: 'success',
		files: 1,
		mime: 'image/png',
		mimeIn: ['image/webp', 'image/png'],
		ending: 'png',
		bytes: 'png',
		text: 'Hi',
		idKept: true,
		told: ['{host}/1.png'],
		notTold: ['{host}/2.png'],
		json: { 'task.points': 100 },
		sent: { index: 1 },
		requests: { 'POST /submit': 1, 'GET /2.png': 0 },
		atMost: { 'POST /submit': 1 },
		withoutKey: ['GET /1.png'],
	};
	expect(judged(want, good)).toEqual([]);
	const failure: Want = {
		output: 'failure',
		kind: ['auth', 'quota'],
		notKind: ['server'],
		words: 'wallet',
		says: ['taken', 'charged'],
		notWords: ['again'],
		retryable: false,
		taskId: true,
		told: ['cut'],
	};
	expect(judged(failure, bad)).toEqual([]);
	expect(judged({ anyOf: [{ output: 'success' }, { kind: ['quota'] }] }, bad)).toEqual([]);
});

const wav = { ...good, files: [{ mime: 'audio/wav', name: 'a.wav', bytes: sample('wav') }] };

test.each<[Conversation['want'], Outcome, string]>([
	[{ output: 'success' }, bad, 'output: failure, "The wallet is empty [Item 0]", wanted success'],
	[{ files: 2 }, good, 'files: 1, wanted 2'],
	[{ mime: 'image/png' }, wav, 'type of file: "audio/wav", wanted "image/png"'],
	[{ mimeIn: ['image/png'] }, wav, 'type of file: audio/wav, wanted image/png'],
	[{ ending: 'png' }, wav, 'name of file: a.wav, wanted .png'],
	[{ bytes: 'png' }, wav, 'file 0: 52 bytes that are not png'],
	[{ bytes: 'png' }, bad, 'files: none, wanted some'],
	[{ text: 'Ha' }, good, 'text: "Hi", wanted "Ha"'],
	[{ kind: ['auth'] }, bad, 'kind: "quota", wanted auth'],
	[{ notKind: ['quota'] }, bad, 'kind: "quota"'],
	[{ words: 'purse' }, bad, 'words: "The wallet is empty [Item 0]", wanted "purse" in them'],
	[
		{ says: ['taken'] },
		bad,
		'says: The wallet is empty [Item 0] It may be charged., wanted any of ["taken"]',
	],
	[
		{ notWords: 'charged' },
		bad,
		'says: The wallet is empty [Item 0] It may be charged., wanted no "charged"',
	],
	[{ retryable: true }, bad, 'retryable: false, wanted true'],
	[{ told: ['{host}/9'] }, good, 'nothing tells http://h/9'],
	[{ notTold: ['{host}/1.png'] }, good, 'it tells http://h/1.png'],
	[{ json: { 'task.points': 1 } }, good, 'task.points: 100, wanted 1'],
	[{ sent: { index: 2 } }, good, 'sent: [{"prompt":"x","index":1}], wanted {"index":2} in one'],
	[{ requests: { 'POST /submit': 2 } }, good, 'requests of POST /submit: 1, wanted 2'],
	[{ atMost: { 'POST /submit': 0 } }, good, 'requests of POST /submit: 1, wanted 0 at most'],
	[{ withoutKey: ['POST /submit'] }, good, 'POST /submit was asked with the key'],
	[{ withoutKey: ['GET /2.png'] }, good, 'requests of GET /2.png: none, wanted one'],
	[{ anyOf: [{ kind: ['auth'] }, { files: 0 }] }, good, 'files: 1, wanted 0'],
	[{}, { ...good, status: 'canceled' }, 'run: canceled, wanted success'],
	[{}, { ...good, strays: good.requests }, 'a request that belongs to no case: POST /submit'],
	[{ verdict: 1 } as Want, good, 'there is no rule for verdict'],
])('%j that is not so is told', (want, outcome, sentence) => {
	expect(judged(want, outcome)).toContain(sentence);
});

test('an ID of other digits is told, in a task and in a failure', () => {
	const other = { ...good, json: { task: { id: '70' } } };
	expect(judged({ idKept: true }, other)).toEqual(['ID of the task: "70", wanted "7"']);
	const nowhere = { ...bad, json: { ...bad.json, error: { kind: 'quota' } } };
	expect(judged({ taskId: true }, nowhere)).toEqual(['ID of the task: nothing, wanted "7"']);
});
