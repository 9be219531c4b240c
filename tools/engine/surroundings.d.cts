import type {
	ICredentialType,
	IDataObject,
	IWorkflowExecuteAdditionalData,
	StructuredChunk,
} from 'n8n-workflow';

/** What n8n would know of an execution. */
interface Known {
	executionId: string;
	/** Signs the requests. */
	credentialType: ICredentialType;
	/** What is in the credential, by the position of the item. */
	credentialFor: (item: number) => IDataObject;
	/** Reads along, as a chat does whose response mode is Streaming. */
	onChunk?: ((chunk: StructuredChunk) => void) | undefined;
}

/** What an execution has around it in n8n, as far as nodes of this package come to see it. */
export function surroundings(known: Known): IWorkflowExecuteAdditionalData;
