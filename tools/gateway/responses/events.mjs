/** The events of a streamed answer on /v1/responses, made of the chunks of chat. */
import { messageItem, responseBody } from './response.mjs';

/**
 * @param {(data: object) => void} send
 * @returns {{ take: (chunk: Record<string, any>) => void, finish: () => void }}
 */
export function responseEvents(send) {
	let number = 0;
	const show = (type, more) =>
		send({ type: `response.${type}`, sequence_number: number++, ...more });
	let head;
	let text = '';
	/** @type {any[]} */
	const calls = [];
	let finish_reason = null;
	let usage;
	let item;

	const partial = (status) => ({ ...body(), status, output: [], usage: null });
	const body = () =>
		responseBody({
			...head,
			choices: [{ message: { content: text, tool_calls: calls }, finish_reason }],
			usage,
		});

	function begin(chunk) {
		head = chunk;
		show('created', { response: partial('in_progress') });
		show('in_progress', { response: partial('in_progress') });
	}

	function addText(delta) {
		const place = { output_index: 0, content_index: 0 };
		if (item === undefined) {
			item = messageItem('');
			show('output_item.added', {
				output_index: 0,
				item: { ...item, status: 'in_progress', content: [] },
			});
			show('content_part.added', { ...place, item_id: item.id, part: item.content[0] });
		}
		text += delta;
		show('output_text.delta', { ...place, item_id: item.id, delta });
	}

	function addCall({ index, id, function: called }) {
		const call = (calls[index] ??= {
			id,
			type: 'function',
			function: { name: called.name, arguments: '' },
		});
		call.function.arguments += called.arguments ?? '';
	}

	/** Of calls every item is shown when all of them are there. */
	function finish() {
		const response = body();
		response.output.forEach((whole, output_index) => {
			if (whole.type === 'message') whole.id = item.id;
			else show('output_item.added', { output_index, item: { ...whole, ...empty(whole) } });
			if (whole.type === 'function_call')
				for (const delta of whole.arguments.match(/.{1,5}/gs) ?? [])
					show('function_call_arguments.delta', { output_index, item_id: whole.id, delta });
			show('output_item.done', { output_index, item: whole });
		});
		show(response.status, { response });
	}

	return {
		take(chunk) {
			if (head === undefined) begin(chunk);
			usage = chunk.usage ?? usage;
			for (const { delta, finish_reason: reason } of chunk.choices) {
				if (delta.content) addText(delta.content);
				for (const call of delta.tool_calls ?? []) addCall(call);
				finish_reason = reason ?? finish_reason;
			}
		},
		finish,
	};
}

function empty({ type }) {
	return type === 'reasoning'
		? { summary: [], encrypted_content: undefined }
		: { status: 'in_progress', arguments: '' };
}
