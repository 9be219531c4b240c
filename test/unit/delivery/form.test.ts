import { chatCall } from '../../../nodes/api/chat/call';
import { failure, type Failure } from '../../../nodes/api/failure';
import { Form } from '../../../nodes/delivery/form';
import { Learned } from '../../../nodes/delivery/lane/adaptations/learned';

/*
 * Requests of one lane between the two routes, step by step, in the orders in which refusals of several requests can come.
 */

const chat = '/v1/chat/completions';
const responses = '/v1/responses';
const only = failure('notFound', {
	status: 404,
	message: 'This model is only supported in v1/responses and not in v1/chat/completions',
});
const missing = failure('notFound', { status: 404, message: 'Invalid URL (POST /v1/responses)' });
const unknownModel = failure('notFound', { status: 404, message: 'The model m does not exist' });
const badPicture = failure('badRequest', { status: 400, message: 'This picture cannot be read' });

/** Requests of a lane of which `isAnnounced` says how they are to begin. */
function laneOf(isAnnounced = false) {
	const learned = new Learned(
		(name) => isAnnounced && (name === 'responses' || name === 'responsesWithTools'),
	);
	const call = chatCall(
		{ model: 'm', messages: [{ role: 'user', content: 'Hi' }] },
		{ stream: false },
	);
	return { learned, request: () => new Request(new Form(call, learned)) };
}

class Request {
	constructor(private readonly form: Form) {}

	/** Goes out; to which path. */
	goes(): string | undefined {
		return this.form.request(0).path;
	}

	/** Is refused; whether it goes again. */
	refused(why: Failure): boolean {
		return this.form.failed(why, [], 0);
	}

	/** Its answer begins well. */
	begins(): void {
		this.form.begun(0);
	}

	passes(): void {
		this.form.passed([], 0);
		this.form.end();
	}

	/** Is given up; what the user is told. */
	fails(why: Failure): string {
		const shown = this.form.failureToShow(why);
		this.form.end();
		return shown.message;
	}
}

/** One that the route of chats has sent to the other one. */
function sentThere(request: Request): Request {
	expect(request.goes()).toBe(chat);
	expect(request.refused(only)).toBe(true);
	expect(request.goes()).toBe(responses);
	return request;
}

describe('where neither route takes a model', () => {
	test('a request that has left the other route is not put back on it when another one is sent there', () => {
		const { request } = laneOf();
		const first = sentThere(request());
		// It begins where the first one is on trial.
		const second = request();
		expect(second.goes()).toBe(responses);
		expect(first.refused(missing)).toBe(false);
		expect(first.fails(missing)).toBe(only.message);
		expect(second.refused(missing)).toBe(true);
		// Between its refusal and its next try the other route is on trial again.
		sentThere(request());
		expect(second.goes()).toBe(chat);
		expect(second.refused(only)).toBe(false);
		expect(second.fails(only)).toBe(only.message);
	});

	test('nor when the other one is on trial at the time of its refusal', () => {
		const { request } = laneOf();
		sentThere(request());
		const second = request();
		expect(second.goes()).toBe(responses);
		expect(second.refused(missing)).toBe(true);
		expect(second.goes()).toBe(chat);
		expect(second.refused(only)).toBe(false);
	});

	test('nothing of it is remembered', () => {
		const { request } = laneOf();
		const first = sentThere(request());
		expect(first.refused(missing)).toBe(false);
		first.fails(missing);
		expect(request().goes()).toBe(chat);
	});
});

test('a request that leaves the other route for the first one and passes keeps others off it', () => {
	const { request } = laneOf();
	const first = sentThere(request());
	const second = request();
	expect(second.goes()).toBe(responses);
	first.refused(missing);
	first.fails(missing);
	expect(second.refused(missing)).toBe(true);
	expect(second.goes()).toBe(chat);
	second.passes();
	sentThere(request());
	// The original has passed: nobody else is sent away before the trial has shown anything.
	expect(request().goes()).toBe(chat);
});

test('a path is kept once a good answer has begun on it, whatever becomes of that answer', () => {
	const { request } = laneOf();
	const first = sentThere(request());
	first.begins();
	const cut = failure('malformed', { status: 200, message: 'The answer ended in the middle' });
	expect(first.refused(cut)).toBe(false);
	first.fails(cut);
	expect(request().goes()).toBe(responses);
});

test('thoughts that cannot be read are left out of the conversation that has them, and of no other', () => {
	const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };
	const called = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } };
	const messages = [
		{ role: 'assistant', content: null, reasoning_items: [thought], tool_calls: [called] },
		{ role: 'tool', tool_call_id: 'c1', content: 'blue' },
	];
	const call = chatCall({ model: 'm', messages }, { stream: false, api: 'responses' });
	const learned = new Learned();
	const form = () => new Form(call, learned);
	const items = (one: Form) => (one.request(0).body?.input as unknown[]).length;
	const first = form();
	expect(items(first)).toBe(3);
	const unread = failure('badRequest', { status: 400, message: 'invalid_encrypted_content' });
	expect(first.failed(unread, [], 0)).toBe(true);
	expect(items(first)).toBe(2);
	// While it is under way, and after it.
	expect(items(form())).toBe(3);
	first.passed([], 0);
	first.end();
	expect(items(form())).toBe(3);
});

describe('a lane that a list announces for the other route', () => {
	test('begins there, and stays once it has answered', () => {
		const { request } = laneOf(true);
		const first = request();
		expect(first.goes()).toBe(responses);
		first.passes();
		const second = request();
		expect(second.goes()).toBe(responses);
		// One accident does not take it back.
		expect(second.refused(missing)).toBe(true);
		expect(second.goes()).toBe(chat);
		second.passes();
		expect(request().goes()).toBe(responses);
	});

	test.each([
		['has no such route', missing],
		['does not know the model there', unknownModel],
		['refuses the request in words of which nobody knows what they are about', badPicture],
	])('goes back at its first refusal: the gateway %s', (_what, why) => {
		const { request } = laneOf(true);
		const first = request();
		expect(first.goes()).toBe(responses);
		expect(first.refused(why)).toBe(true);
		expect(first.goes()).toBe(chat);
		// Others do not wait for its answer.
		expect(request().goes()).toBe(chat);
		first.passes();
		expect(request().goes()).toBe(chat);
	});

	test('all that were already out go back, each once', () => {
		const { request } = laneOf(true);
		const all = [request(), request(), request()];
		expect(all.map((one) => one.goes())).toEqual([responses, responses, responses]);
		for (const one of all) expect(one.refused(unknownModel)).toBe(true);
		expect(all.map((one) => one.goes())).toEqual([chat, chat, chat]);
		for (const one of all) expect(one.refused(only)).toBe(false);
	});

	test('shows what was wrong with a request on the right route', () => {
		const { request } = laneOf(true);
		const first = request();
		first.goes();
		expect(first.refused(badPicture)).toBe(true);
		first.goes();
		expect(first.refused(only)).toBe(false);
		expect(first.fails(only)).toBe(badPicture.message);
	});

	test('shows what was wrong with a request on the route of chats, where the list was wrong', () => {
		const { request } = laneOf(true);
		const first = request();
		first.goes();
		expect(first.refused(missing)).toBe(true);
		first.goes();
		expect(first.refused(badPicture)).toBe(false);
		expect(first.fails(badPicture)).toBe(badPicture.message);
	});

	test('finds its way by what the gateway says, where a single bad request had led it away', () => {
		const { request } = laneOf(true);
		const bad = request();
		bad.goes();
		bad.refused(badPicture);
		bad.goes();
		bad.fails(only);
		const next = sentThere(request());
		next.passes();
		expect(request().goes()).toBe(responses);
	});

	test('does not leave the route of chats if that has answered', () => {
		let isRead = false;
		const learned = new Learned((name) => isRead && name === 'responses');
		const call = chatCall({ model: 'm', messages: [] }, { stream: false });
		const request = () => new Request(new Form(call, learned));
		const before = request();
		expect(before.goes()).toBe(chat);
		before.passes();
		isRead = true;
		expect(request().goes()).toBe(chat);
	});

	test('asks there with tools and without', () => {
		const { learned } = laneOf(true);
		const tools = [{ type: 'function', function: { name: 'get' } }];
		const call = chatCall({ model: 'm', messages: [], tools }, { stream: false });
		expect(new Form(call, learned).request(0).path).toBe(responses);
	});

	test('does not go where a request has no form', () => {
		const { learned } = laneOf(true);
		const content = [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }];
		const messages = [{ role: 'user', content }];
		const call = chatCall({ model: 'm', messages }, { stream: false });
		expect(new Form(call, learned).request(0).path).toBe(chat);
	});
});
