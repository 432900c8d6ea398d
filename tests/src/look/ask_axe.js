axe.run(document, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
  // It does not scroll: what is under a bar now is small to it. The other measure does, and asks more.
  rules: { 'target-size': { enabled: false } },
}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(node => ({
  rule: `axe ${id}`,
  element: node.target.join(' '),
  says: `${node.failureSummary.replace(/\s+/g, ' ')} ${node.html.slice(0, 160)}`,
}))))
