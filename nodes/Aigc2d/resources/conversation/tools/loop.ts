import { uniqueId } from '../../../../api/chat/sentCalls';
import { Failed, failure } from '../../../../api/failure';
import { objectsIn, type JsonObject } from '../../../../api/json';
import { spent, addUsage } from '../../../../api/usage/usage';
import { callIdsIn, choiceAfterCall, isOneByOne } from '../../../../api/tool/calledTools';
import type { RunTool, Tool, ToolRun } from '../../../../api/tool/tool';
import { keepSoFar } from '../../keepSoFar';
import type { Answered, Dialect } from './dialect';
import { runCalls } from './runCalls';

/** What a conversation with tools is made with. */
export interface ToolLoop<Answer> {
	/** Sends a request and reads its answer. */
	ask(body: JsonObject): Promise<Answer>;
	tools: readonly Tool[];
	runTool: RunTool;
	/** Rounds of calls before the model has to answer. */
	maxRounds: number;
	/** Tells the user something about the run. */
	hint(sentence: string): void;
}

/** What came of a conversation with tools. */
export interface ToolOutcome<Answer> {
	/** The last answer, with the usage of all. */
	answer: Answer;
	/** The conversation before it; behind its message too where that is among them. */
	messages: JsonObject[];
	/** Whether the message of the answer is among them, with results of some of its calls. */
	hasAnswer: boolean;
	runs: ToolRun[];
}

/**
 * Lets a model call tools until it answers: each round is a request, and its calls are run side by side. A call of a
 * tool that the user has described in the request ends it: what that gives, only the workflow knows.
 *
 * @param body the first request, without the tools that are connected
 * @throws Failed with the usage of all answers before, when a request fails; (`invalidOutput`) when the model goes on
 *   calling although it may not
 */
export async function withTools<Answer extends Answered>(
	body: JsonObject,
	dialect: Dialect<Answer>,
	{ ask, tools, runTool, maxRounds, hint }: ToolLoop<Answer>,
): Promise<ToolOutcome<Answer>> {
	const own = new Set(dialect.namesIn(body));
	const names = [...tools.map(({ name }) => name), ...own];
	const used = new Set(callIdsIn(body.messages));
	const context = { tools, names, runTool, oneByOne: isOneByOne(body) };
	const runs: ToolRun[] = [];
	let messages = objectsIn(body.messages);
	let asked: JsonObject = { ...body, tools: [...objectsIn(body.tools), ...tools.map(toTool(dialect))] };
	let before: { usage: JsonObject | null; text: string } | undefined;
	for (let round = 1; ; round++) {
		const isLast = round > maxRounds;
		const request = isLast ? { ...asked, tool_choice: dialect.none } : asked;
		if (isLast) hint(roundsAreOver(maxRounds));
		const answer = await ask(request).catch((thrown: unknown) => {
			if (before === undefined) throw thrown;
			const { text, usage } = before;
			throw keepSoFar(thrown, { text: (own = text) => own || undefined, usage });
		});
		const usage = before ? addUsage(before.usage, answer.usage) : answer.usage;
		const text = dialect.textOf(answer);
		const calls = dialect
			.callsOf(answer)
			.map((call) => ({ ...call, id: uniqueId(call.id, used) }));
		const isOwn = calls.map(({ call, name }) => own.has(name) || isOtherKind(call));
		const isOver = isOwn.every(Boolean);
		if (isLast && !isOver && text.trim() === '') throw callsOn(usage);
		if (isLast || isOver) {
			const last = before ? dialect.changed(answer, { usage }) : answer;
			return { answer: last, messages, hasAnswer: false, runs };
		}
		const toRun = calls.filter((_, at) => !isOwn[at]);
		const done = await runCalls(toRun, context).catch((thrown: unknown) => {
			throw keepSoFar(thrown, { text: () => text || undefined, usage });
		});
		runs.push(...done.map(({ run }) => run));
		const results = dialect.results(done.map(({ result }) => result));
		messages = [...messages, dialect.said(answer, calls), ...results];
		if (toRun.length < calls.length) {
			const kept = new Set(isOwn.flatMap((is, at) => (is ? [at] : [])));
			const open = dialect.changed(answer, { usage, kept });
			return { answer: open, messages, hasAnswer: true, runs };
		}
		before = { usage, text };
		asked = { ...asked, ...freed(asked), messages };
	}
}

function toTool<Answer extends Answered>(dialect: Dialect<Answer>) {
	return ({ name, description, parameters }: Tool) =>
		dialect.toolOf(name, description, parameters);
}

/** The model may answer once it has called what it had to. */
function freed({ tool_choice }: JsonObject): JsonObject {
	return tool_choice === undefined ? {} : { tool_choice: choiceAfterCall(tool_choice) };
}

/** A call of another kind than of a function: only the user can have asked for it. */
function isOtherKind({ type, custom }: JsonObject): boolean {
	return custom !== undefined || (typeof type === 'string' && type === 'custom');
}

function roundsAreOver(rounds: number): string {
	const times = rounds === 1 ? 'one round' : `${rounds} rounds`;
	return `A model had called tools in ${times} and was asked to answer without them. If it needs more, raise Max Tool Rounds.`;
}

function callsOn(usage: JsonObject | null): Failed {
	return new Failed(
		failure('invalidOutput', {
			status: 200,
			message: 'The model called tools again where it was to answer without them',
			description: 'Raise Max Tool Rounds, or use another model.',
			...spent(usage),
		}),
	);
}
