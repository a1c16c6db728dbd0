;; SPDX-License-Identifier: GPL-3.0-or-later
;; Speak one line with a voice of Festival: `festival --batch festival_voice.scm`.
;;
;; Three variables of the environment say what is wanted: REELHOUSE_VOICE (as in `cmu_us_slt_arctic_hts`),
;; REELHOUSE_TEXT and REELHOUSE_INTO, the WAV file to write. The text is never part of a Scheme expression.
;;
;; One line of output for each token of the text: `START END`, in seconds; both 0 for what has no sound.

(define (span token)
  "Print where a token's first word with a sound starts and where its last one ends."
  (let ((word (item.daughter1 token)) (start 0) (end 0))
    (while word
      (if (> (item.feat word "word_end") 0)
          (begin
            (if (> end 0) nil (set! start (item.feat word "word_start")))
            (set! end (item.feat word "word_end"))))
      (set! word (item.next word)))
    (format t "%f %f\n" start end)))

(define (speak text into)
  "Write the sound of a text and print its tokens."
  (let ((utterance (eval (list 'Utterance 'Text text))) (token nil))
    (utt.synth utterance)
    (utt.save.wave utterance into 'riff)
    (set! token (utt.relation.first utterance 'Token))
    (while token
      (span token)
      (set! token (item.next token)))))

(eval (list (intern (string-append "voice_" (getenv "REELHOUSE_VOICE")))))
;; What `getenv` gives is a symbol, which an utterance would read as an expression; appended it is a string.
(speak (string-append (getenv "REELHOUSE_TEXT")) (string-append (getenv "REELHOUSE_INTO")))
