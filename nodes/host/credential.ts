import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { gatewayRoot } from '../api/baseUrl';
import { headerSecrets } from '../api/redact/headerSecrets';
import { Redactor } from '../api/redact/redactor';
import { checkHeaders, checkKey, type HeaderField } from '../api/access';

/** Names the key and its gateway without revealing the key: what they share, they share under this name. */
export function ownerOf({ addresses, key, headers }: Gateway): string {
	return createHash('sha256')
		.update(JSON.stringify([addresses[0], key, ...Object.values(headers)]))
		.digest('hex');
}

/** Internal name of the credential, as workflows refer to it. */
export const credentialName = 'aigc2dApi';

/** A credential that passed every check. */
export interface Gateway {
	/** Roots of the gateway's addresses, without `/v1`, with their query: the primary and, if there is one, the backup. */
	addresses: [string, string?];
	key: string;
	/** Additional headers by their names. */
	headers: { [name: string]: string };
	/** Takes out what must never appear in an item or a message. */
	redactor: Redactor;
}

/**
 * Checks the fields of a credential before anything is sent with it.
 *
 * @throws Failed (`input`) naming the field and the remedy
 */
export function gatewayOf(credential: ICredentialDataDecryptedObject): Gateway {
	const addresses: Gateway['addresses'] = [gatewayRoot(String(credential.baseUrl ?? ''))];
	const backup = String(credential.backupUrl ?? '').trim();
	if (backup !== '') addresses.push(gatewayRoot(backup, 'Backup URL'));
	const headers = checkHeaders(
		(credential.headers as { values?: HeaderField[] } | undefined)?.values,
	);
	const key = checkKey(credential.apiKey);
	const queries = addresses.flatMap((address) =>
		address ? [...new URL(address).searchParams] : [],
	);
	const secrets = [...Object.entries(headers), ...queries].flatMap(([name, value]) =>
		headerSecrets(name, value),
	);
	return { addresses, key, headers, redactor: new Redactor({ key, headers: secrets }) };
}
