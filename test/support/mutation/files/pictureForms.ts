import type { Form } from '../sent';
import { takenOn } from './submissions';
import type { Id } from './ids';
import type { Put, Shelf } from './put';

/** An answer of an image route, and what it says. */
export interface PictureForm {
	tree: unknown;
	form: Form;
	/** Members in place of a picture that tell why there is none. */
	failures?: number;
	/** Whether it is a task. */
	isTask?: true;
}

const usage = { input_tokens: 901, output_tokens: 902, total_tokens: 1803 };
const blocked = { error: { message: 'Rejected by the safety system', code: 'moderation_blocked' } };

/** The forms of OpenAI, of other providers, and of gateways that answer with a task. */
export function pictureForm(own: Id, shelf: Shelf): PictureForm {
	const { random } = shelf;
	return random.pick([
		asBody,
		asBody,
		asBody,
		asBody,
		withFailures,
		asEvents,
		asEvents,
		asFile,
		asTask,
	])(shelf, own);
}

const asAny = ({ url, base64 }: Put, { random }: Shelf): object =>
	random.pick([
		{ url },
		{ b64_json: base64 },
		{ b64_json: '', url },
		{ url: `data:image/png;base64,${base64}` },
		{ b64_json: base64, revised_prompt: 'a cat' },
	]);

function asBody(shelf: Shelf): PictureForm {
	const { random } = shelf;
	const pictures = shelf.pictures();
	const urls = pictures.map(({ url }) => url);
	const bytes = pictures.map(({ base64 }) => base64);
	const members = pictures.map((put) => asAny(put, shelf));
	const shown = urls.map((url) => `![a cat](${url})`).join('\n\n');
	const message = { role: 'assistant', content: `Here it is:\n\n${shown}\n\nAs you wished.` };
	const tree = random.pick<unknown>([
		{ created: 1_700_000_000, data: members, usage },
		{ created: 1_700_000_000, data: members, usage },
		{ created: 1_700_000_000, data: members },
		{ images: bytes, timings: { inference: 1.5 }, seed: 7 },
		{ images: urls.map((url) => ({ url })), seed: 7 },
		members,
		{ output: urls },
		{ data: { images: urls } },
		{ artifacts: bytes.map((base64) => ({ base64, finishReason: 'SUCCESS' })) },
		{ id: 'chatcmpl-1', choices: [{ index: 0, message, finish_reason: 'stop' }], usage },
		{ code: 0, message: 'success', data: members },
	]);
	return { tree, form: 'body' };
}

function withFailures(shelf: Shelf): PictureForm {
	const { random } = shelf;
	const good = shelf.pictures(2).map((put) => asAny(put, shelf));
	const none = random.chance(0.5) ? shelf.words() : shelf.noPicture();
	const bad = random.pick<unknown>([blocked, null, {}, { b64_json: none.base64 }]);
	const data = random.chance(0.5) ? [...good, bad] : [bad, ...good];
	return { tree: { created: 1_700_000_000, data, usage }, form: 'body', failures: 1 };
}

function asEvents(shelf: Shelf): PictureForm {
	const { random } = shelf;
	const name = random.pick(['image_generation', 'image_edit']);
	const events = shelf.pictures(2).flatMap(({ base64 }) => [
		...Array.from({ length: random.between(0, 2) }, (_, index) => ({
			type: `${name}.partial_image`,
			partial_image_index: index,
			b64_json: shelf.ofOther().base64,
		})),
		{ type: `${name}.completed`, b64_json: base64, created_at: 1_700_000_000, usage },
	]);
	const form = random.pick<Form>(['events', 'named events']);
	return { tree: random.chance(0.5) ? [...events, '[DONE]'] : events, form };
}

function asFile(shelf: Shelf): PictureForm {
	return { tree: shelf.picture().bytes, form: 'file' };
}

function asTask({ random }: Shelf, own: Id): PictureForm {
	const { id } = own;
	const tree = random.chance(0.5)
		? random.pick<unknown>([
				{ id, status: 'IN_QUEUE' },
				{ id, status: 'processing', output: null },
				{ data: { id, state: 'pending' } },
				{ created: 1_700_000_000, data: [{ task_id: id, status: 'submitted' }] },
			])
		: takenOn(random, own);
	return { tree, form: 'body', isTask: true };
}
