new Promise(done => {
  if (!window.coming) {
    window.coming = new Set();
    const ask = window.fetch;
    window.fetch = (...what) => {
      const answer = ask(...what);
      coming.add(answer);
      const gone = () => coming.delete(answer);
      answer.then(gone, gone);
      return answer;
    };
  }
  let waits;
  const over = () => { clearTimeout(waits); seen.disconnect(); done(true) };
  const again = () => { clearTimeout(waits); waits = setTimeout(() => coming.size ? again() : over(), 120) };
  const seen = new MutationObserver(again);
  seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  // What counts the seconds never stands still.
  setTimeout(over, 3000);
  again();
})
