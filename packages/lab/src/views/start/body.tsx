/** The explainer: prose that leads, and figures that answer. */
import type { JSX } from "preact";
import channelDocument from "../../../../../docs/understand/channel.md?url";
import predictionDocument from "../../../../../docs/understand/prediction.md?url";
import theoryDocument from "../../../../../docs/understand/theory.md?url";
import trainedDocument from "../../../../../docs/understand/trained-models.md?url";
import { Term } from "../../glossary/term.js";
import type { BodyProps } from "../view.js";
import { Equation, RoundEquation, TeachEquation } from "./equation.js";
import { FiveFigure } from "./five-figure.js";
import { Hero } from "./hero.js";
import { HundredFigure } from "./hundred-figure.js";
import { JumpFigure } from "./jump-figure.js";
import { OwnFile } from "./own-file.js";
import { bets, type startParameters } from "./parameters.js";
import { Section } from "./section.js";
import { TrainedFigure } from "./trained-figure.js";
import { TunnelFigure } from "./tunnel-figure.js";
import { VersesFigure } from "./verses-figure.js";

export const paper = "https://arxiv.org/abs/2404.07009";

export function StartBody({ values, set }: BodyProps<typeof startParameters, null>): JSX.Element {
  const wanted = (id: string): boolean => values.part === id;
  const [jump, verses, trained] = bets.read(values.bets);
  return (
    <div class="start">
      <header class="start-head">
        <h1>When do skills emerge from texts?</h1>
        <p class="lede">
          You read and read, and little makes sense. Then you read a few texts more, and suddenly nearly all
          of it does. This page shows when that happens, and why. It takes ten minutes and no mathematics.
          Every figure answers when you touch it.
        </p>
        <Hero />
        <p class="hint">
          One corpus of 640 texts and 500 skills. Each dot is a skill, each column is one round of reading.
          For thirty rounds almost nothing happens. Then almost everything does.
        </p>
      </header>

      <Section
        id="five"
        title="Five texts by hand"
        wanted={wanted("five")}
        prose={
          <>
            <p>
              A <Term name="text" /> is something you read: a recipe, a verse, an exercise, a proof. It needs
              some <Term name="skill">skills</Term>: the words in the recipe, the ideas behind the exercise. A
              skill is either known or not yet known.
            </p>
            <p>
              We make one assumption about the reader. She learns a skill from a text when it is the only one
              in the text that she does not know. Everything around the gap is clear, so she can fill the gap.
              With two gaps she cannot tell which is which, and puts the text aside. She may come back to it
              as often as she likes.
            </p>
            <p>
              Here are five texts. Only one of them can teach at the start. Press it, and look which one can
              teach next.
            </p>
            <p>
              After four texts the fifth still has two gaps. No order of reading helps: it is stuck. What is
              stuck for good is called a <Term name="core" />. In coding theory this kind of{" "}
              <Term name="learning" /> is an old friend. It repairs messages from which parts were lost on the
              way.
            </p>
            <p>
              Is a reader like that? Not exactly. People guess, forget and ask each other. The assumption is a
              caricature that keeps one thing which is true: what you can learn next depends on what you know
              already. The question is how far that one thing goes.
            </p>
          </>
        }
        figure={() => <FiveFigure read={values.read} set={(read) => set({ read })} />}
      />

      <Section
        id="hundred"
        title="A hundred texts"
        wanted={wanted("hundred")}
        prose={
          <>
            <p>
              Five texts can be checked by hand. Let us take a hundred, about 60 skills. Each text needs three
              skills on average, drawn at random. Such a collection of texts is called a{" "}
              <Term name="corpus" />.
            </p>
            <p>
              Drag the number of texts. The dots are skills, and they turn blue when they are known. With 30
              texts hardly ten of them are known, and with 50 it is a dozen or so. Then, mostly between 60 and
              85 texts, a single text brings thirty skills or so at once.
            </p>
            <p>
              The last text is no better than the others. It filled one gap. That left another text with a
              single gap, which was filled, and so on. An avalanche does not need a large snowball. It needs
              snow that is ready to slide.
            </p>
            <p>
              Draw another hundred texts a few times. The avalanche comes nearly every time, and never at the
              same place. In a small corpus, chance has a say. Two classes with equally good books may learn
              very different amounts from them. Their teachers would look for a reason, and there is none: it
              was luck. The <Term name="seed" /> of the draw stands in the link of this page, so you can show
              somebody exactly what you saw.
            </p>
          </>
        }
        lazy
        figure={() => <HundredFigure {...{ values, set }} />}
      />

      <Section
        id="jump"
        title="The jump"
        wanted={wanted("jump")}
        prose={
          <>
            <p>
              Now take 10,000 skills, and texts that need five of them on average. The numbers that matter are{" "}
              <Term name="mean">c</Term>, the skills per text, and <Term name="ratio">R</Term>, the number of
              texts divided by the number of skills. With 26,000 texts R is 2.6, and the reader learns
              practically all.
            </p>
            {jump == null ? (
              <p>Before you see the curve, place a bet. What surprises us stays in mind.</p>
            ) : (
              <>
                <p>
                  Learning does not grow in step with reading. It creeps, and then it jumps. The place of the
                  jump is the <Term name="threshold" />. For c = 5 it lies at R = 2.457: 24,565 texts for
                  10,000 skills. Just below it, 22.8% of the skills are learned; just above it, more than
                  99.99%.
                </p>
                <p>
                  The blue line is the theory for infinitely many skills. Each dot is the mean of 40 corpora
                  that were drawn and learned on your machine just now. The thin line is one single corpus to
                  which texts are added. Drag along the chart.
                </p>
                <p>
                  Then change the number of skills. With a hundred skills the jump is a ramp, with a hundred
                  thousand it is a cliff. The range in which chance decides is the <Term name="window" />.
                  With a hundred times as many skills it is ten times narrower. Physicists call such a cliff a
                  phase transition. The word for what happens here is <Term name="emergence" />.
                </p>
                <p>
                  Below the threshold, what has been learned gives no sign of what is coming. The last
                  thousand texts brought little, and the next thousand may bring the rest. A reader who counts
                  only what she knows would stop just before the jump. Her texts tell more: their gaps close
                  all the time, from three to two, and from two to one.
                </p>
              </>
            )}
          </>
        }
        lazy
        figure={() => <JumpFigure {...{ values, set }} />}
      />

      <Section
        id="tunnel"
        title="Why it jumps"
        wanted={wanted("tunnel")}
        prose={
          <>
            <p>
              Follow one number: the share of skills that is still unknown. Call it q. In one{" "}
              <Term name="round" /> all texts that can teach do so at once, and q becomes smaller. In a large
              random corpus, how much smaller depends only on q itself.
            </p>
            <p>
              The figure shows what a round gains, for every q. Reading starts at the right, where nothing is
              known, and moves to the left. Where the curve is above zero, the round gains something and
              learning moves on. Where it touches zero, learning rests.
            </p>
            <p>
              At R = 2.3 the curve dips below zero in the middle. Learning arrives there and is caught,
              although there would be much to gain on the other side. Drag R up. The dip rises, and at 2.457
              it leaves the floor. A <Term name="tunnel" /> opens. Just above that value each round in the
              narrow part gains next to nothing, so it takes many rounds to get through. That is the long thin
              neck in the picture at the top.
            </p>
            <p>
              So the jump is no mystery, and no single text causes it. Two effects balance. When much is
              unknown, few texts have only one gap. When little is unknown, few gaps are left. The narrow
              place lies in between, and R decides whether it is open. Theory of this kind is called{" "}
              <Term name="density evolution" />.
            </p>
            <p>
              The picture also says what would help. A skill known at the start lifts the curve, and so does a
              shorter text. More texts of the same kind lift it too, but they pay off only once the tunnel is
              open. A little knowledge at the start can be worth many texts: with a fifth of the skills known,
              11,731 texts do what 24,565 did before.
            </p>
            <Equation title="The equation of a round">
              <p>
                For random texts with c skills on average, R texts per skill and infinitely many skills, one
                round takes the unknown share from before to after it:
              </p>
              <RoundEquation />
              <p>
                A skill is in cR texts on average. One of them teaches it when all its other skills are known,
                which has probability e to the power of −cq. The skill stays unknown when none of them does.
                The threshold is the smallest R at which the only place to rest is the one near q = 0. A text
                as a whole has exactly one gap with this probability:
              </p>
              <TeachEquation />
              <p>
                The sources are Liao, Chang and Hong, <a href={paper}>arXiv 2404.07009</a>, and the theory of
                codes before them. <a href={theoryDocument}>All equations on one page</a>.
              </p>
            </Equation>
          </>
        }
        lazy
        figure={() => <TunnelFigure {...{ values, set }} />}
      />

      <Section
        id="verses"
        title="A real text: ten words more"
        wanted={wanted("verses")}
        prose={
          <>
            <p>
              Random texts obey random theory. What about real ones? Take the King James Bible. Each of its
              31,102 verses is a text, and the 12,544 different words are the skills. A verse has twenty words
              on average, so nobody gets in without knowing some words first.
            </p>
            <p>
              Suppose the reader knows the 70 most frequent words: <i>the</i>, <i>and</i>, <i>of</i>, and so
              on. She reads all the verses, again and again. She learns 22 more words. Then no verse has
              exactly one gap, and she is stuck.
            </p>
            {verses == null ? (
              <p>Now give her ten words more, as ordinary as the others. Place your bet.</p>
            ) : (
              <>
                <p>
                  With 80 words she learns 10,146 more. The same avalanche runs through a text that no one
                  drew at random. Drag the number of known words, and see where it starts.
                </p>
                <p>
                  Honest theory must say where it is off. Real words come in company: names stand together in
                  lists, and some words occur in the very same verses. Told only how many words each verse has
                  and how many verses each word has, theory expects 95.0% of the words; 81.4% are learned.
                  Told more about the text, it expects 83.8%.{" "}
                  <a href={predictionDocument}>How far, on real corpora</a>.
                </p>
              </>
            )}
          </>
        }
        lazy
        figure={() => <VersesFigure {...{ values, set }} />}
      />

      <Section
        id="trained"
        title="A trained model does the same"
        wanted={wanted("trained")}
        prose={
          <>
            <p>
              Language models do not fill gaps one by one. They are trained: billions of numbers are nudged,
              step after step, so that errors become smaller. Does our simple reader say anything about them?
            </p>
            <p>
              Here is a small model for which the answer is known. Each skill is a secret shuffle of four
              symbols. A text shows only what its shuffles do together, one after the other. The model has a
              table of numbers for each skill and knows nothing of readers and gaps. It is trained by plain
              gradient descent, the method with which large models are trained too.
            </p>
            {trained == null ? (
              <p>Which skills will it learn? Place a bet.</p>
            ) : (
              <>
                <p>
                  It learns the skills that the simple reader learns, and no others. Below the threshold most
                  cells stay grey. Above it they light up in an avalanche. The reason: a text with one gap
                  pulls the model in one clear direction, and a text with two gaps hardly pulls at all.
                </p>
                <p>
                  This lasts for a while. A little noise is in the model from the start and grows slowly.
                  After enough steps the model begins to guess. Theory says when. That time is its{" "}
                  <Term name="patience" />. All this is shown for one small model, not for the large ones.{" "}
                  <a href={trainedDocument}>What was measured</a>.
                </p>
              </>
            )}
          </>
        }
        lazy
        figure={() => <TrainedFigure {...{ values, set }} />}
      />

      <Section
        id="own"
        title="Your own texts"
        wanted={wanted("own")}
        prose={
          <>
            <p>
              You may have texts of your own: exercises with tags, cards with keywords, a course, a library of
              proofs, or simply a book. The laboratory tells how much of it can be learned, in which order,
              what is stuck, and which few texts would set it free. Often a few skills hold up hundreds of
              others. One text about each of them may be worth more than a thousand texts at random. The file
              is read in this page and never leaves your machine.
            </p>
            <p>
              If you have none at hand, take one of the bundled corpora. Or play:{" "}
              <a href="#1/lessons">six lessons</a> ask for more bets, the{" "}
              <a href="#1/lessons?lesson=puzzle">puzzle</a> wants three texts that free everything, and{" "}
              <a href="#1/codec">a codec</a> sends the meaning of a sentence in a few bytes. Meaning even
              survives on lines where characters do not; <a href={channelDocument}>where, and where not</a>.
              Teachers find <a href="#1/teach">exercises with links</a>.
            </p>
            <p>
              The theory is by Kuo-Yu Liao, Cheng-Shang Chang and Y.-W. Peter Hong,{" "}
              <a href={paper}>A Mathematical Theory for Learning Semantic Languages by Abstract Learners</a>.
              Below each figure stands the line of the command <code>onset</code> that asks the same question
              in a terminal.
            </p>
          </>
        }
        figure={() => <OwnFile />}
      />
    </div>
  );
}
