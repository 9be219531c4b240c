import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { gatewayRoot } from '../api/baseUrl';
import { checkedHeaders, checkedKey, type HeaderField } from '../api/signing';

/** Internal name of the credential, as workflows refer to it. */
export const credentialName = 'aigc2dApi';

/** A credential that passed every check. */
export interface Gateway {
	/** Root of the gateway's address, without `/v1`. */
	root: string;
	/** What must never appear in an item or a message. */
	secrets: string[];
}

/**
 * Checks the fields of a credential before anything is sent with it.
 *
 * @throws Failed (`input`) naming the field and the remedy
 */
export function gatewayOf(credential: ICredentialDataDecryptedObject): Gateway {
	const root = gatewayRoot(String(credential.baseUrl ?? ''));
	const headers = checkedHeaders(
		(credential.headers as { values?: HeaderField[] } | undefined)?.values,
	);
	return { root, secrets: [checkedKey(credential.apiKey), ...Object.values(headers)] };
}
