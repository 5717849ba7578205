import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

// Runs n8n's scanner for community packages as n8n does before it verifies one: on the source, and on
// the code in tarballs. The scanner is an ES module, which jest's own module system does not load.
const PATTERNS = { source: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', 'package.json'] };

const verdicts = [];
for (const { folder, kind } of JSON.parse(process.argv[2])) {
	const { passed, message, details } = await analyzePackage(folder, PATTERNS[kind]);
	verdicts.push({ passed, message, details });
}
console.log(JSON.stringify(verdicts));
