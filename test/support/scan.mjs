// Prints the verdict of n8n's scanner on a folder as JSON: node scan.mjs FOLDER source|tarball
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, leg] = process.argv.slice(2);
const patterns = leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const verdict = await analyzePackage(folder, patterns);
process.stdout.write(JSON.stringify(verdict));
