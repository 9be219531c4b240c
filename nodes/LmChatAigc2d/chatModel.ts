import type {
	ChatModel,
	ChatModelConfig,
	GenerateResult,
	Message,
	StreamChunk,
	Tool,
} from '@n8n/ai-node-sdk';
import { defined, unlessEmpty } from '../api/defined';
import type { JsonObject } from '../api/json';
import type { OnText, Send } from '../api/call';
import { chatCall } from '../api/chat/call';
import type { Completion } from '../api/chat/completion';
import { Failed, failure } from '../api/failure';
import { withModel } from '../api/fallback/modelChain';
import { addUsage } from '../api/usage/usage';
import type { Sending } from '../host/subNode';
import type { Redactor } from '../api/redact/redactor';
import { withoutSecrets } from '../host/withoutSecrets';
import type { CarriedData } from './carried';
import { Channel } from './channel';
import { callIds, toChatMessages } from './messages';
import { lastChunks, toResult } from './results';
import { requestFor, type Settings } from './settings';
import type { CarriedThoughts } from './carriedThoughts';
import { toolCalls, type ToolCall } from './toolCalls';
import { answersToUnknown } from './unknownTools';

/** What the model is handed to work with. */
export interface ModelContext {
	/** To send what one question needs, and to see what that cost. */
	begin: () => Pick<Sending, 'send' | 'cost' | 'spent'>;
	/** The JSON Schema of a tool's parameters. */
	schemaOf: (tool: Tool) => unknown;
	/** What is carried from one turn to the next, with a model. */
	turnsOf: (model: string) => CarriedThoughts;
	/** Takes out what must not appear in an answer. */
	redactor: Redactor;
	/** A failure as n8n shows it. */
	asError: (thrown: unknown) => Error;
}

/** What n8n's adapter hands over besides the configuration: the options of the call in LangChain's words, and ours. */
type CallOptions = ChatModelConfig & {
	signal?: AbortSignal;
	stop?: string[];
	tool_choice?: unknown;
	beside?: CarriedData;
};

/** An answer, and what carries its thoughts to the next turn of the model that gave it. */
interface Answer {
	completion: Completion;
	turns: CarriedThoughts;
}

/**
 * A chat model of n8n's SDK whose requests go out as those of the AIGC2D node do: on the same lane, with
 * the same clocks and one retry loop, so that an Agent keeps below the limit of the key.
 */
export class Aigc2dChatModel implements ChatModel {
	readonly provider = 'aigc2d';
	readonly modelId: string;

	constructor(
		private readonly settings: Settings,
		private readonly context: ModelContext,
		private readonly tools: readonly Tool[] = [],
	) {
		this.modelId = settings.model;
	}

	withTools(tools: Tool[]): ChatModel {
		// n8n binds some of them twice.
		const named = new Map([...this.tools, ...tools].map((tool) => [tool.name, tool]));
		return new Aigc2dChatModel(this.settings, this.context, [...named.values()]);
	}

	/** @throws NodeApiError */
	async generate(messages: Message[], options?: CallOptions): Promise<GenerateResult> {
		try {
			const answer = await this.ask(messages, options, this.settings.stream);
			return toResult(answer.completion, this.callsOf(answer, messages, options));
		} catch (thrown) {
			throw this.context.asError(thrown);
		}
	}

	/** The text as it comes, then the calls of tools, each in one piece. */
	async *stream(messages: Message[], options?: CallOptions): AsyncGenerator<StreamChunk> {
		const channel = new Channel<StreamChunk>();
		const { redactor, asError } = this.context;
		const text = redactor.pieces((delta) => channel.push({ type: 'text-delta', delta }));
		this.ask(messages, options, true, (piece) => text.add(piece))
			.then((answer) => {
				text.end();
				const calls = this.callsOf(answer, messages, options);
				lastChunks(answer.completion, calls).forEach((chunk) => channel.push(chunk));
				channel.end();
			})
			.catch((thrown: unknown) => {
				text.end();
				channel.end({ failure: asError(thrown) });
			});
		yield* channel;
	}

	/** The answer, without secrets: what goes along with its calls is made of it as well. */
	private async ask(
		messages: Message[],
		{ signal, abortSignal, stop, tool_choice, beside }: CallOptions = {},
		stream: boolean | undefined,
		onText?: OnText,
	): Promise<Answer> {
		const { redactor, turnsOf } = this.context;
		const { api, headers } = this.settings;
		const tools = this.tools.map((tool) => this.toChatTool(tool));
		const members = defined({
			tools: unlessEmpty(tools),
			tool_choice: tools.length === 0 ? undefined : toToolChoice(tool_choice),
			stop: unlessEmpty(stop ?? []),
		});
		const bodyFor = (model: string, more: JsonObject[]) => {
			const turns = turnsOf(model);
			const history = toChatMessages(messages, (message, position) =>
				turns.restore(message, beside?.received[position]),
			);
			const body = { messages: [...history, ...more], ...members };
			return withModel(requestFor(this.settings, body), model);
		};
		const sending = this.context.begin();
		const send: Send = async (call) =>
			await untilAborted(sending.send(call), signal ?? abortSignal);
		const models = this.settings.models.anew();
		const ask = async (more: JsonObject[] = []) => {
			const callFor = (model: string) =>
				chatCall(bodyFor(model, more), { stream, onText, api, headers });
			return await withoutSecrets(await models.ask(send, callFor), redactor);
		};
		const first = await ask();
		if (beside !== undefined) {
			beside.cost = sending.cost;
			beside.fallbacks = () => redactor.message(sending.spent().fallbacks);
		}
		const told = tools.length === 0 ? undefined : answersToUnknown(first, this.toolNames);
		if (told === undefined) return { completion: first, turns: turnsOf(models.model) };
		// Once: a model that still does not know its tools costs no more.
		const second = await ask(told);
		const completion = { ...second, usage: addUsage(first.usage, second.usage) };
		return { completion, turns: turnsOf(models.model) };
	}

	private get toolNames(): ReadonlySet<string> {
		return new Set(this.tools.map(({ name }) => name));
	}

	/** The calls of an answer. What must come back with them goes along. */
	private callsOf(
		{ completion, turns }: Answer,
		messages: readonly Message[],
		{ beside }: CallOptions = {},
	): ToolCall[] {
		const calls = toolCalls(completion, this.toolNames, callIds(messages));
		const outgoing = turns.keep(completion, calls);
		if (beside !== undefined) beside.outgoing = outgoing;
		return calls;
	}

	private toChatTool(tool: Tool): JsonObject {
		if (tool.type === 'provider') return { type: tool.name, ...tool.args };
		const { name, description, strict } = tool;
		const parameters = this.context.schemaOf(tool);
		const called = {
			name,
			parameters,
			...defined({ description, strict }),
		};
		return { type: 'function', function: called };
	}
}

/** `any` is LangChain's word; a name stands for the tool. */
function toToolChoice(choice: unknown): unknown {
	if (choice === 'any') return 'required';
	if (typeof choice !== 'string' || ['auto', 'none', 'required'].includes(choice)) return choice;
	return { type: 'function', function: { name: choice } };
}

/**
 * Ends the wait of one caller. The request itself goes on for others that may share it; when the execution
 * is stopped, the run aborts it.
 */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (signal === undefined) return await work;
	return await new Promise<T>((resolve, reject) => {
		const abort = () => reject(new Failed(failure('cancelled')));
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort, { once: true });
		void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
