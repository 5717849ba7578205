const { join, sep } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

require('../engine/environment.cjs');

const DIST = join(__dirname, '../../dist') + sep;

/**
 * Node's environment, in which test files share the packages that `requireOnce.cjs` lists. jest would load them again
 * for each file, which took longer than most files' tests.
 */
module.exports = class NodeWithPackages extends TestEnvironment {
	constructor(...given) {
		super(...given);
		this.global.requireOnce = require;
		// The packages, and the nodes that n8n-core loads, see what a test replaces in these.
		this.global.Date = Date;
		this.global.Math = Math;
		forgetNodes();
	}
};

/** What a node or credential keeps in its module must not reach the next file's tests. */
function forgetNodes() {
	for (const file of Object.keys(require.cache)) {
		if (file.startsWith(DIST)) delete require.cache[file];
	}
}
