import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';
import { LmChatAigc2d } from '../../nodes/LmChatAigc2d/LmChatAigc2d.node';
import { openGateway } from './chat';
import type { Responder, TestGateway } from './gateway';
import { supplyAt, type Supplied } from './subNode';

/** LangChain's side of a supplied model, as Agents and chains use it. */
export interface LangchainModel {
	invoke(input: unknown, options?: object): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any
	stream(input: unknown, options?: object): Promise<AsyncIterable<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
	bindTools(tools: unknown[], choice?: object): LangchainModel;
	getNumTokens(text: string): Promise<number>;
}

/** A supplied model with what its server saw, and what n8n logged of it. */
export interface SuppliedModel extends Omit<Supplied<LangchainModel>, 'response'> {
	model: LangchainModel;
}

/** Supplies the chat model in n8n's own context for such nodes, against a server of its own. */
export async function supplyChatModel(
	respond: Responder,
	parameters: IDataObject = {},
): Promise<SuppliedModel> {
	return await supplyChatModelAt(await openGateway(respond), parameters);
}

/**
 * The same against a server that other models share; `requests` are those of all of them.
 *
 * @param type the node, which may be that of another process
 */
export async function supplyChatModelAt(
	gateway: TestGateway,
	parameters: IDataObject = {},
	credential: IDataObject = {},
	type = new LmChatAigc2d(),
): Promise<SuppliedModel> {
	const connection = NodeConnectionTypes.AiLanguageModel;
	const setup = { type, connection, parameters, credential };
	const { response, ...supplied } = await supplyAt<LangchainModel>(gateway, setup);
	return { ...supplied, model: response };
}
