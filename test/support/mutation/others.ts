import { anyAnswerReader, type AnyAnswer } from '../../../nodes/api/anyAnswer';
import { transcriptionCall, type Transcription } from '../../../nodes/api/audio/transcription';
import type { JsonObject } from '../../../nodes/api/call';
import { embeddingsCall, type Embeddings } from '../../../nodes/api/embeddings';
import { picturesCall, type PicturesAnswer } from '../../../nodes/api/image/answer';
import { objectsIn, textOf } from '../../../nodes/api/json';
import { modelsCall } from '../../../nodes/api/models/call';
import { queryCall } from '../../../nodes/api/task/queryCall';
import { submitCall, type Submitted } from '../../../nodes/api/task/submitCall';
import type { Task } from '../../../nodes/api/task/task';
import { usageFaults } from './faults';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import type { Sent } from './sent';
import { Words } from './words';

const usage = { prompt_tokens: 901, total_tokens: 901 };

/** A good answer of POST /v1/embeddings: the vector of text 3 begins with 3.5. */
export function goodEmbeddings(random: Random, count = random.between(1, 4)): Good {
	const isNumbered = random.chance(0.8);
	const data = Array.from({ length: count }, (_, index) => ({
		object: 'embedding',
		...(isNumbered ? { index } : {}),
		embedding: [index + 0.5, random.below(1000) / 1000, -0.25],
	}));
	return {
		route: 'embeddings',
		tree: { object: 'list', data, model: 'e-1', usage },
		form: 'body',
		reader: () =>
			embeddingsCall('/v1/embeddings', { model: 'e-1' }, Array<string>(count).fill('x')).reader(),
		faults: (value, sent) => vectorFaults(value, sent, count),
	};
}

function vectorFaults({ rows, usage: read }: Embeddings, sent: Sent, count: number): string[] {
	const leaves = leavesOf(sent.parts);
	const isMoved = sent.changes.some((change) =>
		/index|changes places|comes twice|list of it/.test(change),
	);
	const inPlace = rows.every(({ vector: [first] }, at) => first === at + 0.5);
	const numbers = new Set(leaves.map(({ value }) => value));
	const strange = rows.flatMap(({ vector }) => vector).filter((number) => !numbers.has(number));
	const isIntact =
		sent.isWhole &&
		sent.changes.every((change) => !/embedding|(data|data\/\d+|^\/) becomes/.test(change));
	return [
		...(rows.length === count ? [] : [`${rows.length} vectors for ${count} texts`]),
		...(strange.length === 0 ? [] : [`numbers of nobody: ${strange.join()}`]),
		...(isIntact && !isMoved && !inPlace
			? [`vectors in another order: ${JSON.stringify(rows)}`]
			: []),
		...(new Set(rows.map(({ vector }) => vector[0])).size === count || !isIntact || isMoved
			? []
			: ['a vector twice']),
		...usageFaults(read, leaves, sent.text),
	];
}

/** A good answer of an image route. */
export function goodPictures(random: Random, isAddress = random.chance(0.5)): Good {
	const data = Array.from({ length: random.between(1, 3) }, (_, index) => ({
		...(isAddress
			? { url: `https://pictures.test/${index}.png` }
			: { b64_json: `iVBORw0KGgo${index}` }),
		revised_prompt: `a cat ${index}`,
	}));
	return {
		route: 'pictures',
		tree: {
			created: 1_700_000_000,
			data,
			usage: { input_tokens: 901, output_tokens: 902, total_tokens: 1803 },
		},
		form: 'body',
		reader: () => picturesCall('/v1/images/generations', { body: {} }, 'm', 'x').reader(),
		faults: pictureFaults,
	};
}

function pictureFaults({ pictures, usage: read }: PicturesAnswer, sent: Sent): string[] {
	const leaves = leavesOf(sent.parts);
	const given = leaves
		.filter(
			({ path, value }) =>
				/^data\.(url|b64_json)$/.test(path) && /^(https|iVBORw)/.test(String(value)),
		)
		.map(({ value }) => value);
	const read64 = pictures.map(({ url, base64 }) => url ?? base64);
	const isMixed = sent.changes.some((change) => /exchanged|twice|list/.test(change));
	const lost = given.filter((one) => !read64.includes(String(one)));
	return [
		...(lost.length > 0 && !isMixed && sent.isWhole ? [`lost ${lost.join()}`] : []),
		...(pictures.length === 0 ? ['success without a picture'] : []),
		...usageFaults(read, leaves, sent.text),
	];
}

/** A good transcript: its segments say the same as its text. */
export function goodTranscript(random: Random): Good {
	const words = new Words(random);
	const segments = Array.from({ length: random.between(1, 3) }, (_, id) => ({
		id,
		start: id,
		text: words.text('p'),
	}));
	const text = segments.map((segment) => segment.text).join('');
	const isPlain = random.chance(0.3);
	const usage = { type: 'tokens', input_tokens: 901 };
	return {
		route: 'transcripts',
		tree: isPlain ? text : { text, language: 'de', duration: 2.5, segments, usage },
		form: isPlain ? 'text' : 'body',
		reader: () => transcriptionCall('/v1/audio/transcriptions', [], 'm').reader(),
		faults: (value, sent) => transcriptFaults(value, sent, isPlain),
	};
}

function transcriptFaults({ text }: Transcription, sent: Sent, isPlain: boolean): string[] {
	if (isPlain) {
		const leaves = leavesOf(sent.parts).map(({ value }) => withoutBlanks(String(value)));
		const isThere =
			sent.text.includes(text.trim()) || leaves.join('').includes(withoutBlanks(text));
		return isThere ? [] : ['text of nobody'];
	}
	// A body that is another one may have been said.
	const isReplaced = sent.changes.some((change) => /^\/ becomes/.test(change));
	if (sent.parts.length === 0 || isReplaced) return [];
	const leaves = leavesOf(sent.parts);
	const said = [/^(text\.)*text$/, /^(text\.)*segments(\.(text\.)*text)?$/].map((place) =>
		leaves
			.filter(({ path, value }) => place.test(path) && typeof value === 'string')
			.map(({ value }) => value),
	);
	const isSaid = said.some((texts) => withoutBlanks(texts.join('')) === withoutBlanks(text));
	return isSaid ? [] : [`text is ${JSON.stringify(text)}`];
}

function withoutBlanks(text: string): string {
	return text.replace(/\s+/g, '');
}

/** A good list of models. */
export function goodModels(random: Random): Good {
	const data = Array.from({ length: random.between(1, 5) }, (_, index) => ({
		id: `m-${index}`,
		object: 'model',
		owned_by: 'o',
	}));
	return {
		route: 'models',
		tree: { object: 'list', data },
		form: 'body',
		reader: () => modelsCall().reader(),
		isFree: true,
		faults: (value: JsonObject[], { parts: [body] }) => {
			const read = value.map(({ id }) => id);
			const rows = objectsIn((body as JsonObject | undefined)?.data);
			const lost = rows.filter(({ id }) => /^m-/.test(String(textOf(id))) && !read.includes(id));
			return lost.map(({ id }) => `lost ${String(id)}`);
		},
	};
}

/** The answer to a submission of a task. */
export function goodSubmission(random: Random): Good {
	const id = raw64(random);
	const tree = random.pick<JsonObject>([
		{ code: 1, description: 'Submit success', result: id, properties: {} },
		{ task_id: id, status: 'SUBMITTED' },
		{ code: 'success', message: '', data: id },
	]);
	return {
		route: 'submissions',
		tree,
		form: 'body',
		isFree: true,
		reader: () => submitCall('/mj/submit', {}, 'mj').reader(),
		faults: ({ id: read }: Submitted, sent) => {
			const isKept =
				sent.isWhole && !sent.changes.some((change) => /result|task_id|data|[ /]\/? /.test(change));
			return isKept && read !== id ? [`id is ${read} in place of ${id}`] : [];
		},
	};
}

function raw64(random: Random): string {
	return `44227506321408${random.between(1000, 9999)}`;
}

/** The answer about a task. */
export function goodTask(random: Random): Good {
	const id = raw64(random);
	const picture = 'https://pictures.test/1.png';
	const task = {
		id,
		action: 'IMAGINE',
		status: 'SUCCESS',
		progress: '100%',
		imageUrl: picture,
		prompt: 'a cat',
		buttons: [{ customId: 'c1', label: 'U1' }],
		submitTime: 1_700_000_000_000,
	};
	return {
		route: 'tasks',
		tree: random.pick<unknown>([task, { code: 1, data: task }, [task]]),
		form: 'body',
		isFree: true,
		reader: () =>
			queryCall('/mj/task/{id}', {
				id,
				action: null,
				prompt: null,
				points_estimated: null,
			}).reader(),
		faults: (value: Task, sent) => {
			const pictures = leavesOf(sent.parts).filter(
				({ path, value: url }) => /imageUrl$/.test(path) && url === picture,
			);
			return [
				...(value.id === id ? [] : ['another id']),
				...(!sent.isWhole || value.image_urls.every((url) => url === picture)
					? []
					: ['a picture of nobody']),
				...(sent.changes.length < 2 &&
				sent.isWhole &&
				value.status === 'succeeded' &&
				pictures.length > 0 &&
				value.image_urls.length === 0
					? ['lost its picture']
					: []),
			];
		},
	};
}

/** Any answer of any route. */
export function goodAnything(random: Random): Good {
	const words = new Words(random);
	return {
		route: 'any',
		tree: {
			id: 1,
			list: [words.text('p'), { deep: { deeper: words.text('p') } }],
			done: true,
			usage,
		},
		form: 'body',
		reader: anyAnswerReader,
		faults: ({ body }: AnyAnswer, sent) => {
			const read = new Set(leavesOf([body]).map(({ value }) => String(value)));
			const lost = leavesOf(sent.parts).filter(
				({ path, value }) => !/__proto__/.test(path) && !read.has(String(value)),
			);
			const isText = typeof body === 'string';
			return isText ? [] : lost.map(({ path }) => `lost ${path}`);
		},
	};
}
