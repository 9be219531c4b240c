import { chargedCall } from '../../../../nodes/api/charged';
import { fileOrAddressReader, type FileOrAddress } from '../../../../nodes/api/readers/file';
import type { Good } from '../good';
import type { Random } from '../random';
import type { Form, Sent } from '../sent';
import { boughtAgain } from './bought';
import { isIntact, placed } from './placed';
import { Shelf, type Put } from './put';
import { isFile, isWords } from './signature';

/** How a sound comes: as itself, in JSON as base64 or hex, by its address, in events (OpenAI, MiniMax). */
function soundForm({ random }: Shelf, { bytes, base64, url }: Put): { tree: unknown; form: Form } {
	const hex = bytes.toString('hex');
	const fine = { status_code: 0, status_msg: 'success' };
	const body = random.pick<unknown>([
		{ data: { audio: hex, status: 2 }, extra_info: { usage_characters: 9 }, base_resp: fine },
		{ data: { audio: hex }, trace_id: 't-1' },
		{ audio: base64 },
		{ audioContent: base64 },
		{ audio: { data: base64, format: 'mp3' } },
		{ data: [{ b64_json: base64 }] },
		{ audio_url: url },
		{ output: { audio: { url } } },
		{ code: 0, message: 'success', data: { url } },
	]);
	const asEvents = random.pick<unknown>([openAi(random, bytes), miniMax(random, bytes)]);
	const form = random.pick<Form>([
		'file',
		'file',
		'body',
		'body',
		'body',
		'events',
		'named events',
	]);
	return { tree: form === 'file' ? bytes : form === 'body' ? body : asEvents, form };
}

function openAi(random: Random, bytes: Buffer): unknown[] {
	const usage = { input_tokens: 901, output_tokens: 902, total_tokens: 1803 };
	return [
		...pieces(random, bytes).map((piece) => ({
			type: 'speech.audio.delta',
			audio: Buffer.from(piece).toString('base64'),
		})),
		{ type: 'speech.audio.done', usage },
	];
}

function miniMax(random: Random, bytes: Buffer): unknown[] {
	const event = (piece: Uint8Array, status: number) => ({
		data: { audio: Buffer.from(piece).toString('hex'), status },
		base_resp: { status_code: 0, status_msg: '' },
	});
	return [...pieces(random, bytes).map((piece) => event(piece, 1)), event(bytes, 2)];
}

/** The first piece of a stream has more than the signature. */
const first = 24;

function pieces(random: Random, bytes: Buffer): Uint8Array[] {
	return [bytes.subarray(0, first), ...random.packets(bytes.subarray(first), 120)];
}

/** A good answer with a sound; now and then it has words in its place. */
export function goodSound(random: Random, shelf = new Shelf(random)): Good {
	const isMade = random.chance(0.85);
	const sound = isMade ? shelf.sound() : shelf.words();
	const { tree, form } = soundForm(shelf, sound);
	const expected = { name: 'audio', mimeType: 'audio/mpeg' };
	const call = chargedCall<FileOrAddress>({
		request: { method: 'POST', path: '/v1/audio/speech', body: {} },
		lane: 'm',
		reader: () => fileOrAddressReader(expected),
	});
	const texts = [sound.base64, sound.bytes.toString('hex'), sound.url];
	const places = texts.map((text) => placed(tree, text));
	return {
		route: 'sounds',
		tree,
		form,
		...(form === 'file'
			? { type: random.pick(['audio/mpeg', 'application/octet-stream', 'application/json']) }
			: {}),
		isFree: true,
		isMade,
		reader: () => call.reader(),
		faults: ({ file, given }: FileOrAddress, sent) => {
			// Of events each is needed.
			const isWithout = form !== 'body' && sent.changes.some((change) => ofPieces.test(change));
			const isKept =
				isUnchanged(sent) || (!isWithout && places.some((place) => isIntact(place, sent)));
			const isOwn = file ? sound.bytes.equals(file.bytes) : given.url === sound.url;
			return [
				...(file ? wordsIn(file.bytes) : []),
				...(isMade && isKept && !isOwn ? ['another sound'] : []),
				...(given?.url === undefined || !sent.isWhole || given.url === sound.url
					? []
					: [`a sound of nobody: ${given.url}`]),
			];
		},
		failed: (why, sent) => [
			...boughtAgain(call, why, sent),
			...(isMade && isUnchanged(sent) ? [`it failed: ${why.kind}, ${why.message}`] : []),
		],
	};
}

/** Changes that an event, or its piece, does not outlast. */
const ofPieces = /^\/\S*\/(audio|data|type|status) |^\/\/\d+ |^\/ |exchanged|neighbour/;

function isUnchanged({ isWhole, changes }: Sent): boolean {
	return isWhole && changes.length === 0;
}

function wordsIn(bytes: Uint8Array): string[] {
	const isNone = (isWords(bytes) && !isFile('sound', bytes)) || isFile('picture', bytes);
	return isNone ? [`a sound that is none: ${Buffer.from(bytes.subarray(0, 80)).toString()}`] : [];
}
