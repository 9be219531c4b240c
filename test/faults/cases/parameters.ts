import type { IDataObject } from 'n8n-workflow';
import { routes } from '../../cases/own/build';
import { unless } from '../../support/wire/compare';
import { binary } from '../../support/files';
import type { WantedItem } from '../../support/wire/case';
import { fails, groups, recovered, type FaultAsk, type FaultCase } from '../case';
import { embeddings, good, image } from './answers';
import { faultIn, type Form } from './build';

const fault = faultIn(groups.U);

/** A bad value between two good ones: one item fails, nothing is sent for it, and the others go on. */
const bad = (
	form: string,
	ask: FaultAsk,
	values: readonly [fine: unknown, bad: unknown],
	sentence: string,
	others?: WantedItem,
): Form => ({
	form,
	ask: {
		items: [values[0], values[1], values[0]].map(
			(value) => (value === undefined ? {} : { value }) as IDataObject,
		),
		...ask,
	},
	server: good,
	outcome: fails('input', sentence, 2, { failed: 1, others }),
});

const value = '={{ $json.value }}';
const options = (name: string): FaultAsk => ({ options: { [name]: value } });

/** Forms of one field, with the ends of their sentences. */
const field = (
	label: string,
	ask: FaultAsk,
	fine: unknown,
	wanted: string,
	rows: ReadonlyArray<readonly [wrong: unknown, is: string]>,
): Form[] =>
	rows.map(([wrong, is]) =>
		bad(`${label} ${is}`, ask, [fine, wrong], `${label} must be ${wanted}, but ${is}`),
	);

/** A limit of the run: it is read once, and no item can be sent. */
const ofRun = (name: string, label: string, wrong: unknown, wanted: string, is: string): Form => ({
	form: `${label} ${is}`,
	ask: { throughput: { [name]: wrong as number } },
	server: good,
	outcome: fails('input', `${label} must be ${wanted}, but ${is}`, 0),
});

const reaching = '{"__proto__": {"polluted": true}}';
const isClean = (): string[] =>
	unless(({} as { polluted?: unknown }).polluted === undefined, 'the prototype was changed');
const never = (form: Form): Form => ({ ...form, also: isClean });

const asJson: FaultAsk = { parameters: { messageSource: 'json', messagesJson: value } };
const user = { role: 'user', content: 'Item 0' };
/** What the others get where all ask for the same. */
const first: WantedItem = { text: 'Item 0' };
const toFile = (name: string): FaultAsk => ({
	parameters: {
		messages: { values: [{ role: 'user', content: 'Look', binaryProperties: [name] }] },
	},
});

/** What users enter, and expressions make. */
export const parameters: readonly FaultCase[] = [
	...fault(
		'a number that is none, or out of its bounds',
		...field('Randomness (Temperature)', options('temperature'), 1, 'a number from 0 to 2', [
			['NaN', 'is "NaN"'],
			[-0.1, 'is -0.1'],
			[-1e308, 'is -1e+308'],
			[2.5, 'is 2.5'],
			[1e308, 'is 1e+308'],
			['1e999', 'is "1e999"'],
			['hot', 'is "hot"'],
			[true, 'is true'],
			[[1], 'is [1]'],
			[{}, 'is {}'],
		]),
		...field('Max Tokens', { parameters: { maxTokens: value } }, 5, 'a whole number of 0 or more', [
			['NaN', 'is "NaN"'],
			[-1, 'is -1'],
			[1.5, 'is 1.5'],
			[1e21, 'is 1e+21'],
			['1e999', 'is "1e999"'],
			['many', 'is "many"'],
		]),
		...[null, undefined, ''].map((wrong) =>
			bad(
				`Max Tokens by an expression that gives ${JSON.stringify(wrong)}`,
				{ parameters: { maxTokens: value } },
				[5, wrong],
				'Max Tokens is empty: its expression gives nothing for this item',
			),
		),
		...(
			[
				[null, 'null'],
				['', 'an empty text'],
			] as const
		).map(([wrong, given]) =>
			bad(
				`Randomness by an expression that gives ${JSON.stringify(wrong)}`,
				options('temperature'),
				[1, wrong],
				`Randomness (Temperature) is empty: its expression {{ $json.value }} gives ${given} for this item`,
			),
		),
		...field('Top P', options('topP'), 1, 'a number from 0 to 1', [
			[1.1, 'is 1.1'],
			[-1, 'is -1'],
		]),
		...field('Number of Answers', options('n'), 1, 'a whole number from 1 to 128', [
			[0, 'is 0'],
			[-1, 'is -1'],
			[1e6, 'is 1000000'],
		]),
		...field('Seed', options('seed'), 1, 'a whole number', [
			[0.5, 'is 0.5'],
			[1e300, 'is 1e+300'],
		]),
		{
			form: 'Randomness (Temperature) is NaN, computed',
			ask: { options: { temperature: '={{ Number("x") }}' } },
			server: good,
			outcome: fails('input', 'Randomness (Temperature) must be a number from 0 to 2, but …', 0),
		},
	),
	...fault('a number that is large, and allowed', {
		form: 'Max Tokens of 2^53 - 1',
		ask: { parameters: { maxTokens: Number.MAX_SAFE_INTEGER } },
		server: good,
		outcome: recovered(3),
	}),
	...fault(
		'Max Concurrency',
		...(
			[
				[0, 'is 0'],
				[-1, 'is -1'],
				[1e6, 'is 1000000'],
				[1.5, 'is 1.5'],
				['many', 'is "many"'],
			] as const
		).map(([wrong, is]) =>
			ofRun(
				'maxConcurrency',
				'Max Concurrency (Requests)',
				wrong,
				'a whole number from 1 to 1000',
				is,
			),
		),
		{ form: '1', ask: { throughput: { maxConcurrency: 1 } }, server: good, outcome: recovered(3) },
		{
			form: '1000',
			ask: { throughput: { maxConcurrency: 1000 } },
			server: good,
			outcome: recovered(3),
		},
	),
	...fault(
		'another limit of the run out of its bounds',
		ofRun('maxAttempts', 'Max Attempts', 0, 'a whole number from 1 to 20', 'is 0'),
		ofRun('maxAttempts', 'Max Attempts', 1e9, 'a whole number from 1 to 20', 'is 1000000000'),
		ofRun('idleTimeout', 'Idle Timeout (Seconds)', -1, 'a number from 0.1 to 86400', 'is -1'),
		ofRun('totalTimeout', 'Total Timeout (Seconds)', 0, 'a number from 0.1 to 86400', 'is 0'),
	),
	...fault(
		'messages that are empty',
		{
			form: 'none',
			ask: { parameters: { messages: {} } },
			server: good,
			outcome: fails('input', 'Messages is empty', 0),
		},
		...(
			[
				['is empty', ''],
				['is empty', null],
			] as const
		).map(([is, wrong]) =>
			bad(
				`content that ${wrong === null ? 'is null' : is}`,
				{ parameters: { messages: { values: [{ role: 'user', content: value }] } } },
				['Item 0', wrong],
				'Message 1, Content is empty: its expression gives nothing for this item',
				first,
			),
		),
		bad('a list without any', asJson, [[user], []], 'Messages (JSON) is an empty list', first),
		bad(
			'a list with null',
			asJson,
			[[user], [null]],
			'Messages (JSON), message 1, must be an object, but is empty',
			first,
		),
		{
			form: 'Claude',
			ask: { route: routes.claude, parameters: { messages: {} } },
			server: good,
			outcome: fails('input', 'Messages is empty', 0),
		},
		{
			form: 'embeddings',
			ask: { ...embeddings.ask, parameters: { text: '={{ "" }}' } },
			server: good,
			outcome: fails('input', 'Text is empty: its expression gives nothing for this item', 0),
		},
		{
			form: 'image',
			ask: { ...image.ask, parameters: { prompt: ' ' } },
			server: good,
			outcome: fails('input', 'Prompt is empty', 0),
		},
	),
	...fault(
		'a model that is empty',
		...(
			[
				['empty', ''],
				['blank', '  '],
				['null', null],
				['missing', undefined],
			] as const
		).map(([form, wrong]) =>
			bad(
				form,
				{ parameters: { model: { __rl: true, mode: 'id', value } } },
				['test-model', wrong],
				'Model is empty: its expression gives nothing for this item',
			),
		),
	),
	...fault(
		'JSON in a field that is broken',
		bad(
			'Extra Body: no JSON',
			options('extraBody'),
			['{}', '{"a": '],
			'Extra Body (JSON) must be JSON, but is not: …',
		),
		bad(
			'Extra Body: a list',
			options('extraBody'),
			['{}', '[]'],
			'Extra Body (JSON) must be a JSON object, but is []',
		),
		bad(
			'Extra Body: a stream',
			options('extraBody'),
			['{}', '{"stream": true}'],
			'Extra Body (JSON) cannot set "stream"',
		),
		bad(
			'Tools: no JSON',
			options('tools'),
			['[]', 'get_weather'],
			'Tools (JSON) must be JSON, but is not: …',
		),
		bad(
			'Tools: an object',
			options('tools'),
			['[]', '{}'],
			'Tools (JSON) must be a JSON list, but is {}',
		),
		bad(
			'Logit Bias: no JSON',
			options('logitBias'),
			['{}', '{1: 1}'],
			'Logit Bias (JSON) must be JSON, but is not: …',
		),
		bad(
			'Messages: no JSON',
			asJson,
			[[user], '[{'],
			'Messages (JSON) must be JSON, but is not: …',
			first,
		),
		bad(
			'Messages: an object',
			asJson,
			[[user], user],
			'Messages (JSON) must be a list of messages, but …',
			first,
		),
	),
	...fault(
		'__proto__ in JSON of a field',
		never(
			bad(
				'Extra Body',
				options('extraBody'),
				['{}', reaching],
				'Extra Body (JSON) contains the name "__proto__"',
			),
		),
		never(
			bad(
				'Extra Body, deep inside',
				options('extraBody'),
				['{}', `{"a": [${reaching}]}`],
				'Extra Body (JSON) contains the name "__proto__"',
			),
		),
		never(
			bad(
				'Extra Body, escaped',
				options('extraBody'),
				['{}', reaching.replace('__', '\\u005f_')],
				'Extra Body (JSON) contains the name "__proto__"',
			),
		),
		never(
			bad(
				'Logit Bias',
				options('logitBias'),
				['{}', reaching],
				'Logit Bias (JSON) contains the name "__proto__"',
			),
		),
		never({
			form: 'constructor.prototype is a name like any other',
			ask: { options: { extraBody: '{"constructor": {"prototype": {"polluted": true}}}' } },
			server: good,
			outcome: recovered(3),
		}),
	),
	...fault(
		'a file that the item does not have',
		{
			form: 'no files at all',
			ask: toFile('photo'),
			server: good,
			outcome: fails(
				'input',
				'Message 1, Binary Fields names the binary field "photo", which the item does not have',
				0,
			),
		},
		{
			form: 'others',
			ask: { ...toFile('photo'), binary: { scan: binary(Buffer.from('a'), 'image/png', 'a.png') } },
			server: good,
			outcome: fails(
				'input',
				'Message 1, Binary Fields names the binary field "photo", which the item does not have',
				0,
				{
					item: { advice: 'scan' },
				},
			),
		},
		{
			form: 'image to edit',
			ask: { operation: 'image.edit', parameters: { prompt: 'Brighter' } },
			server: good,
			outcome: fails(
				'input',
				'Image Binary Fields names the binary field "data", which the item does not have',
				0,
			),
		},
		{
			form: 'sound to transcribe',
			ask: { operation: 'audio.transcribe' },
			server: good,
			outcome: fails(
				'input',
				'Audio Binary Field names the binary field "data", which the item does not have',
				0,
			),
		},
	),
	...fault('a file of the wrong type', {
		ask: {
			...toFile('data'),
			binary: { data: binary(Buffer.from('OggS'), 'audio/ogg', 'a.ogg') },
		},
		server: good,
		outcome: fails(
			'input',
			'Message 1, Binary Fields names the file "data", which is a sound of the type audio/ogg, but messages take sound as MP3 or WAV',
			0,
		),
	}),
	...fault('an empty file', {
		ask: {
			operation: 'audio.transcribe',
			binary: { data: binary(Buffer.alloc(0), 'audio/wav', 'a.wav') },
		},
		server: good,
		outcome: fails('input', 'Audio Binary Field names the file "data", which is empty', 0),
	}),
	...fault('an expression that cannot be evaluated', {
		ask: { parameters: { maxTokens: "={{ $('Nowhere').item.json.limit }}" } },
		server: good,
		outcome: fails('input', 'Max Tokens cannot be read: …', 0),
	}),
	...fault(
		'a path that leads elsewhere',
		...(
			[
				['http://127.0.0.1:9/v1', 'Path must begin with /, but is "http://127.0.0.1:9/v1"'],
				[
					'//127.0.0.1:9/v1',
					'Path must not contain two slashes in a row, but is "//127.0.0.1:9/v1"',
				],
				['/\\127.0.0.1:9/v1', 'Path must not contain a backslash, but …'],
				['/v1/../../admin', 'Path must not contain two dots (..), but is "/v1/../../admin"'],
				['/v1/%2e%2e/admin', 'Path must not contain two dots (..), but is "/v1/%2e%2e/admin"'],
				['/@127.0.0.1:9/', 'Path must not contain the character @, but is "/@127.0.0.1:9/"'],
				['/v1\r\nX-Evil: 1', 'Path must not contain a space or a line break, but …'],
				['/v1/%zz', 'Path must not contain a % that does not begin an encoded character, but …'],
			] as const
		).map(([path, sentence]) => ({
			form: path.replace('\r\n', ' CR LF '),
			ask: { operation: 'request.send', parameters: { path } },
			server: good,
			outcome: fails('input', sentence, 0),
		})),
	),
	...fault('input that stops the node', {
		form: 'On Error: Stop',
		ask: { onError: 'stopWorkflow', options: { temperature: 3 } },
		server: good,
		outcome: fails(
			'input',
			'Randomness (Temperature) must be a number from 0 to 2, but is 3',
			[0, 3],
			{
				isStopped: true,
			},
		),
	}),
	...fault('no input items', {
		ask: { items: 0 },
		server: good,
		outcome: recovered(0, { says: 'no item' }),
	}),
];
