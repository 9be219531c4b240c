/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- keys and certificates are files, made before this process began */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from './peer';

/** Where the certificates are; undefined where this process was started without them. */
export const certificateFolder: string | undefined = process.env.FAULTS_CERTIFICATES;

/** Key and certificate of that name (makeCertificates.mjs). */
export function identityOf(name: string): Identity {
	if (certificateFolder === undefined) throw new Error('No certificates were made');
	const read = (ending: string) =>
		readFileSync(join(String(certificateFolder), name + ending), 'utf8');
	return { key: read('.key'), cert: read('.pem') };
}
